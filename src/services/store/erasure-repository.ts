import type { DataSource } from "typeorm"
import { PSEUDONYM, type ErasedMark } from "../domain/erased"
import { changedBy } from "./changed-by"
import type { PaymentNotification } from "./entities"
import * as sql from "./erasure.sql"

/** A person, as far as rows name them. */
export interface Person {
  readonly customerIds: readonly string[]
  /** In lower case. */
  readonly emails: readonly string[]
  /** As messages are sent to them: `+4930123456`. */
  readonly phones: readonly string[]
  readonly orderIds: readonly string[]
  readonly cartIds: readonly string[]
  readonly sessionIds: readonly string[]
  /** The address itself is to be erased, also from messages to another customer. */
  readonly byAddress: boolean
}

/** Ids of rows that are not erased yet: `finished` ones can be, `open` ones cannot. */
export interface Erasable<R = string> {
  readonly finished: readonly R[]
  readonly open: readonly string[]
}

/** A message with the number of its attempts: each is a row of the Notification Module. */
export type SentMessage = Pick<PaymentNotification, "id" | "attempts">

export interface Located {
  readonly events: Erasable
  readonly messages: Erasable<SentMessage>
  readonly findings: Erasable
  readonly paymentMethodUses: readonly string[]
  readonly items: readonly string[]
  /** Decisions with a note of a person. */
  readonly notes: number
}

export type LockedMessage = Pick<PaymentNotification, "id" | "audience" | "recipient" | "attempts">

/** Finds and empties the rows about a person. Every statement tests again what it changes: rows may have moved on meanwhile. */
export class ErasureRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** The person's rows that are not erased yet. */
  async locate(person: Person): Promise<Located> {
    const { customerIds, emails, phones, orderIds, cartIds, sessionIds, byAddress } = person
    const records = await this.#ids(sql.RECORDS, [orderIds, cartIds, sessionIds])
    const items = await this.#ids(sql.ITEMS, [orderIds, cartIds, sessionIds, records])
    const about = [customerIds, emails, phones, records, items, byAddress]
    const messages: Array<SentMessage & Row & { erased: boolean }> = await this.#db.query(sql.MESSAGES, about)
    const messageIds = messages.map(({ id }) => id)
    const events: Row[] = await this.#db.query(sql.EVENTS, [records, sessionIds, items, messageIds])
    const findings: Row[] = await this.#db.query(sql.FINDINGS, [records, sessionIds])
    const [{ notes }] = await this.#db.query(
      // A decision writes a row when it begins and one when it ends.
      `SELECT count(*)::int AS notes FROM payment_attention_decision
        WHERE payment_attention_id = ANY ($1) AND note IS NOT NULL AND outcome = 'started'`,
      [items],
    )
    const left = messages.filter(({ erased }) => !erased)
    return {
      events: byState(events),
      messages: { ...byState(left), finished: left.filter(({ finished }) => finished) },
      findings: byState(findings),
      paymentMethodUses: await this.#ids(
        `SELECT id FROM payment_method_use WHERE payment_record_id = ANY ($1) AND NOT starts_with(fingerprint, '${PSEUDONYM}')`,
        [records],
      ),
      items,
      notes,
    }
  }

  /** Empties bodies and payloads; answers how many. The rows stay, because repeated events are recognized by them. */
  emptyEvents(ids: readonly string[], mark: ErasedMark): Promise<number> {
    return changedBy(this.#db, sql.EMPTY_EVENTS, [ids, JSON.stringify(mark)])
  }

  /** Empties what providers said; our own sums and states stay. */
  emptyFindings(ids: readonly string[], mark: ErasedMark): Promise<number> {
    return changedBy(this.#db, sql.EMPTY_FINDINGS, [ids, JSON.stringify(mark)])
  }

  /**
   * Empties messages, and gives customers' addresses the names that `pseudonymOf` makes, in one commit. `first` runs with the
   * locked rows: if the process dies after it, they are not marked yet, and the next run takes them up again.
   */
  async emptyMessages(
    ids: readonly string[],
    mark: ErasedMark,
    pseudonymOf: (text: string) => string,
    first: (rows: LockedMessage[]) => Promise<void>,
  ): Promise<number> {
    return this.#db.transaction(async (manager) => {
      const locked: LockedMessage[] = await manager.query(sql.LOCK_MESSAGES, [ids])
      await first(locked)
      const renamed = locked.map(({ id, audience, recipient }) => ({
        id,
        recipient: audience === "customer" ? pseudonymOf(recipient) : recipient,
      }))
      await manager.query(sql.EMPTY_ATTEMPTS, [locked.map(({ id }) => id)])
      return changedBy(manager, sql.EMPTY_MESSAGES, [JSON.stringify(renamed), JSON.stringify(mark)])
    })
  }

  /** Replaces the digests of the person's cards; equal ones stay equal. */
  async renamePaymentMethods(ids: readonly string[], pseudonymOf: (text: string) => string): Promise<number> {
    return this.#db.transaction(async (manager) => {
      const rows: Array<{ id: string; fingerprint: string }> = await manager.query(
        `SELECT id, fingerprint FROM payment_method_use WHERE id = ANY ($1) ORDER BY id FOR UPDATE`,
        [ids],
      )
      const renamed = rows.map(({ id, fingerprint }) => ({ id, fingerprint: pseudonymOf(fingerprint) }))
      return changedBy(
        manager,
        `UPDATE payment_method_use AS used SET fingerprint = row.fingerprint
           FROM json_to_recordset($1) AS row(id text, fingerprint text) WHERE used.id = row.id`,
        [JSON.stringify(renamed)],
      )
    })
  }

  /** The rows that belong to customers alone; with `dryRun` they are only counted. */
  async forget(table: "notification_preference" | "push_subscription", customerIds: readonly string[], dryRun: boolean) {
    if (!dryRun) return changedBy(this.#db, `DELETE FROM ${table} WHERE customer_id = ANY ($1)`, [customerIds])
    const [{ n }] = await this.#db.query(`SELECT count(*)::int AS n FROM ${table} WHERE customer_id = ANY ($1)`, [customerIds])
    return n as number
  }

  async #ids(statement: string, values: readonly unknown[]): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#db.query(statement, [...values])
    return rows.map(({ id }) => id)
  }
}

interface Row {
  readonly id: string
  readonly finished: boolean
}

const byState = (rows: readonly Row[]): Erasable => ({
  finished: rows.filter(({ finished }) => finished).map(({ id }) => id),
  open: rows.filter(({ finished }) => !finished).map(({ id }) => id),
})
