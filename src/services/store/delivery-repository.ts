import type { DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import { PLAN_TEST } from "./delivery-plan.sql"
import {
  BACKLOG,
  CANCEL,
  CLAIM,
  DUE_DESTINATIONS,
  PLAN_MISSING,
  RECORD_OUTCOMES,
  RECOVER,
  RELEASE_CLAIMS,
  REPLAY,
} from "./delivery.sql"
import { DeliveryAttemptEntity, DeliveryEntity, type Delivery, type DeliveryAttempt, type DeliveryState } from "./entities"
import { tryAdvisoryLock } from "./queues/advisory-lock"
import { rowId } from "./row-id"

/** A claimed delivery. `reclaimed`: a worker died on it, so that it may have been sent. */
export type ClaimedDelivery = Delivery & {
  readonly reclaimed: boolean
  /** The end of the lease that lapsed; null unless it was reclaimed. */
  readonly lapsed_at: Date | null
  /** The destination's breaker is open, and this one's outcome decides about it. */
  readonly is_probe: boolean
}

/** The outcome of an attempt at a claimed delivery. */
export interface AttemptedDelivery {
  readonly id: string
  /** The lease that it was claimed with. */
  readonly token: string
  readonly state: Extract<DeliveryState, "delivered" | "failed" | "dead" | "canceled">
  readonly reason: string | null
  readonly lastError: string | null
  readonly status: number | null
  readonly answer: string | null
  readonly retryInSeconds: number
  /** Null if nothing was tried. */
  readonly tookSeconds: number | null
  readonly isProbe: boolean
  /** It says something against the destination, not only against the message. */
  readonly isFailure: boolean
  /** The receiver says that it is there no more. */
  readonly isGone: boolean
}

/** The outcomes that were written. */
export interface RecordedOutcomes {
  /** The deliveries whose leases still held. */
  readonly ids: readonly string[]
  /** Something else of the destination is due; also where no lease held, so that nobody looked. */
  readonly hasMore: boolean
}

/** The place that a replay has come to. */
export interface ReplayPosition {
  readonly at: string
  readonly id: string
}

/** The deliveries that wait for a destination in one state. */
export interface DeliveryBacklog {
  readonly destination_id: string
  readonly state: DeliveryState
  readonly count: number
  /** When the next of them is due, or has been since. */
  readonly next_attempt_at: Date
  /** When the oldest fact among them was recorded. */
  readonly oldest: Date
}

/** The SQL of the deliveries. */
export class DeliveryRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** The destinations that have something due and may be tried, with their versions. */
  dueDestinations(): Promise<Array<{ id: string; version: number }>> {
    return this.#db.query(DUE_DESTINATIONS)
  }

  /**
   * Claims up to `limit` due deliveries of a destination, at most one for each subject, and none of a subject of which one is on its
   * way. None while another process claims for the same destination: two that read at once would each see a subject as free.
   */
  claim(destinationId: string, limit: number, leaseSeconds: number, leaseToken: string): Promise<ClaimedDelivery[]> {
    return this.#db.transaction(async (manager) => {
      if (!(await tryAdvisoryLock(manager, `payment-notification:delivery:${destinationId}`))) return []
      return manager.query(CLAIM, [limit, leaseSeconds, leaseToken, destinationId])
    })
  }

  /** Writes the outcomes of attempts at one destination. */
  async recordOutcomes(destinationId: string, outcomes: readonly AttemptedDelivery[]): Promise<RecordedOutcomes> {
    const rows: Array<{ id: string; more: boolean }> = await this.#db.query(RECORD_OUTCOMES, [
      JSON.stringify(outcomes),
      destinationId,
    ])
    return { ids: rows.map(({ id }) => id), hasMore: rows[0]?.more ?? true }
  }

  /** Lets go of claimed deliveries that were not tried. */
  async release(ids: readonly string[], leaseToken: string): Promise<void> {
    await this.#db.query(RELEASE_CLAIMS, [ids, leaseToken])
  }

  find(id: string): Promise<Delivery | null> {
    return this.#db.getRepository(DeliveryEntity).findOneBy({ id })
  }

  attemptsOf(id: string): Promise<DeliveryAttempt[]> {
    return this.#db.getRepository(DeliveryAttemptEntity).find({ where: { delivery_id: id }, order: { number: "ASC" } })
  }

  /** Sends a delivery again because a person asked for it; `false` for one that is on its way, and where its destination is deleted. */
  async replay(id: string, actorId: string): Promise<boolean> {
    return (await changedBy(this.#db, REPLAY, [id, actorId])) > 0
  }

  /** Tries again what failed or died since; answers how many, up to `limit`. Call it until they are fewer. */
  recover(destinationId: string, since: Date, actorId: string, limit: number): Promise<number> {
    return changedBy(this.#db, RECOVER, [destinationId, since, actorId, limit])
  }

  /**
   * Plans for a destination what it was never planned for, of the transitions since: one page behind `position`. Answers how many it
   * planned and where it came to; undefined once there are no more.
   */
  async planMissing(
    destinationId: string,
    since: Date,
    limit: number,
    position: ReplayPosition = { at: "-infinity", id: "" },
    until: Date | "infinity" = "infinity",
  ): Promise<{ planned: number; position: ReplayPosition } | undefined> {
    const [page] = await this.#db.query(PLAN_MISSING, [destinationId, position.at, position.id, since, limit, until])
    return page && { planned: page.planned, position: { at: page.at, id: page.id } }
  }

  /** Plans a test for a destination that is not deleted, whatever facts it wants; undefined where there is none. */
  async planTest(destinationId: string): Promise<Delivery | undefined> {
    const [delivery] = await this.#db.query(PLAN_TEST, [destinationId, rowId("ptst")])
    return delivery
  }

  /** Cancels open deliveries of deleted destinations; answers how many, up to `limit`. */
  cancelOrphans(limit: number): Promise<number> {
    return changedBy(this.#db, CANCEL, [limit])
  }

  /** The deliveries that wait, by destination and state. */
  backlog(): Promise<DeliveryBacklog[]> {
    return this.#db.query(BACKLOG)
  }
}
