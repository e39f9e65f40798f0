import type { DataSource } from "typeorm"
import {
  FAILING,
  FIND,
  INSERT,
  LIST,
  MARK_DELETED,
  MARK_NOTICED,
  RESTORE_DELETED,
  SET_STATE,
  SYNC,
  update,
  type Changeable,
} from "./delivery-destination.sql"
import { GIVEN_UP_UNNOTICED, HAS_GIVEN_UP, MARK_GIVEN_UP_NOTICED } from "./delivery-given-up.sql"
import type { DeliveryDestination, DestinationState } from "./entities"
import { advisoryLock } from "./queues/advisory-lock"

/** A destination as it is made, by the options or by the admin API. */
export type NewDestination = Pick<
  DeliveryDestination,
  "id" | "kind" | "description" | "facts" | "accounts" | "payload" | "config" | "shown_config" | "secrets" | "timeout_seconds"
>

/** A destination that fails, and the share of its time that is over. */
export type FailingDestination = Pick<
  DeliveryDestination,
  "id" | "state" | "disabled_reason" | "disabled_at" | "failing_since"
> & {
  readonly percent: 50 | 90 | 100
}

/** A destination to which deliveries were given up of which the merchant is still to be notified. */
export interface GivenUpDestination {
  readonly id: string
  /** How many there were, ever. */
  readonly given_up: number
  /** How many there were before the first one that the present item counts. */
  readonly given_up_from: number
  /** Null if all of them were tried again. */
  readonly last: {
    readonly id: string
    readonly fact: string
    readonly reason: string | null
    readonly error: string | null
  } | null
}

export { FAILS_FOR_HOURS } from "./delivery-destination.sql"

export type DestinationChanges = Partial<Pick<DeliveryDestination, Changeable>>

/** The parties that facts are delivered to. */
export class DeliveryDestinationRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Adds a destination of the admin API. */
  async create(destination: NewDestination): Promise<DeliveryDestination> {
    const [row] = await this.#db.query(INSERT, [JSON.stringify(destination)])
    return row
  }

  /** With its sealed columns; undefined for one that is unknown or deleted. */
  async find(id: string): Promise<DeliveryDestination | undefined> {
    const [row] = await this.#db.query(FIND, [id])
    return row
  }

  /** All that are not deleted, with their sealed columns. */
  list(): Promise<DeliveryDestination[]> {
    return this.#db.query(LIST)
  }

  /** Changes a destination of the admin API; answers it as it is then, and undefined where there is none, or none of that version. */
  async update(id: string, changes: DestinationChanges, version: number | null = null): Promise<DeliveryDestination | undefined> {
    const columns = Object.keys(changes) as Changeable[]
    const values = columns.map((column) => (column === "shown_config" ? JSON.stringify(changes[column]) : changes[column]))
    const [rows]: [DeliveryDestination[], number] = await this.#db.query(update(columns), [id, version, ...values])
    return rows[0]
  }

  /**
   * Lets a destination rest, or be tried again. Active again, it has a clean sheet: its breaker is closed. Answers it as it is then;
   * undefined if it was that already.
   */
  async setState(id: string, state: DestinationState, reason: string | null = null): Promise<DeliveryDestination | undefined> {
    const [rows]: [DeliveryDestination[], number] = await this.#db.query(SET_STATE, [id, state, reason])
    return rows[0]
  }

  /** Marks it as deleted; its open deliveries are for `DeliveryRepository.cancelOrphans`. `false` if it was so already. */
  async markDeleted(id: string): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.#db.query(MARK_DELETED, [id])
    return rows.length > 0
  }

  /** Undoes `markDeleted` of a destination of the admin API; deliveries that were canceled meanwhile stay so. */
  async restoreDeleted(id: string): Promise<void> {
    await this.#db.query(RESTORE_DELETED, [id])
  }

  /** Those that fail and of which the merchant is still to be notified. */
  failing(): Promise<FailingDestination[]> {
    return this.#db.query(FAILING)
  }

  /** Writes of how much of its time the merchant was notified; only upwards. */
  async markNoticed(id: string, percent: number): Promise<void> {
    await this.#db.query(MARK_NOTICED, [id, percent])
  }

  /** Those to which deliveries were given up since the merchant was last notified of it. */
  givenUp(): Promise<GivenUpDestination[]> {
    return this.#db.query(GIVEN_UP_UNNOTICED)
  }

  /** Writes of how many given up deliveries the merchant was notified; only upwards. */
  async markGivenUpNoticed(id: string, count: number): Promise<void> {
    await this.#db.query(MARK_GIVEN_UP_NOTICED, [id, count])
  }

  /** Whether a delivery to it is given up now: it was neither tried again nor pruned. */
  async hasGivenUp(id: string): Promise<boolean> {
    return (await this.#db.query(HAS_GIVEN_UP, [id])).length > 0
  }

  /**
   * Brings the destinations of the options into the table, and marks those as deleted that left the options. A destination that is
   * there and the same stays untouched.
   */
  async sync(destinations: readonly NewDestination[]): Promise<void> {
    await this.#db.transaction(async (manager) => {
      await advisoryLock(manager, "payment-notification:destinations")
      await manager.query(SYNC, [JSON.stringify(destinations)])
    })
  }
}
