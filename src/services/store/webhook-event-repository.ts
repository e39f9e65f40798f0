import type { DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import type { KnownMoney } from "../domain/unknown-session"
import type { EventOutcome } from "../domain/webhook-outcomes"
import { INTAKE_SECONDS } from "../queue/times"
import { ERASED_EVENT } from "./erasure.sql"
import type { AttentionKind, WebhookEvent, WebhookEventState } from "./entities"
import { readKnownMoney } from "./known-money"
import { queryWithin } from "./query-within"
import { extendLeases, NO_LEASE } from "./queues/lease"
import { EVENT, sqlList, WAITS_FOR_PAYMENT } from "./queues/states"
import { CLAIM, dueAnew, EVENT_QUEUE } from "./webhook-event-queue.sql"
import { QUARANTINED_BESIDE, QUARANTINED_UNSEEN, INSERT, INSERTED, INSERTED_COLUMNS } from "./webhook-event.sql"
import { COMPLETE, KNOWN_MONEY, WAKE_UNTIED } from "./webhook-event.sql"

/** An event as intake inserts it. */
export type NewWebhookEvent = Pick<WebhookEvent, keyof typeof INSERTED> & { readonly state: "received" | "ignored" }

/** A claimed event; `reclaimed` if its former worker let the lease lapse, so that half-done work may remain. */
export type ClaimedEvent = WebhookEvent & {
  readonly reclaimed: boolean
  /** The end of the lease that the former worker let lapse. */
  readonly lapsed_at: Date | null
  /** Seconds since its row was written, when it was claimed: by the database's clock alone, as instances' clocks differ. */
  readonly age_seconds: number
}

/** A quarantined event of the same payment, and its fact as far as it was read. */
export type QuarantinedBeside = Pick<WebhookEvent, "id" | "fact">

/** The result of an attempt at an event, as its row stores it. */
export interface Verdict {
  readonly state: EventOutcome
  readonly reason?: string | null
  /** The sentence that a person reads beside the reason. */
  readonly lastError?: string | null
  /** Seconds until the next attempt; only for `failed`. */
  readonly retryInSeconds?: number
  readonly paymentRecordId?: string | null
  readonly paymentSessionId?: string | null
  readonly providerPaymentId?: string | null
  /** The dotted fact that the event reported. */
  readonly fact?: string | null
  /** Transitions that the attempt has put on the event bus, to be marked so whether its lease still holds or not. */
  readonly announced?: readonly string[]
  /** Ids of the attention items for whose end the event waits; not stored. */
  readonly awaited?: readonly string[]
}

/** The ids by which an event names its payment. */
export interface PaymentReferences {
  readonly providerPaymentId?: string | undefined
  readonly sessionId?: string | undefined
}

/** The SQL of the inbox. Times are the database's, so that instances with differing clocks agree. */
export class WebhookEventRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Commits all events in one statement; returns the ids of those that were new. Throws DatabaseTimeoutError when the database
   * does not answer: the events are there, all of them, or none is.
   */
  async insertMany(events: readonly NewWebhookEvent[], giveUpAfterSeconds: number): Promise<ReadonlySet<string>> {
    // One order of keys for every caller: two batches with the same events would otherwise deadlock.
    const rows = [...events].sort((a, b) => compare(a.account, b.account) || compare(a.event_id, b.event_id))
    const columns = INSERTED_COLUMNS.map((column) =>
      rows.map((row) => (INSERTED[column] === "json" ? JSON.stringify(row[column]) : row[column])),
    )
    const parameters = [giveUpAfterSeconds, ...columns]
    const inserted = await queryWithin<Array<{ id: string }>>(this.#db, INTAKE_SECONDS, INSERT, parameters)
    return new Set(inserted.map(({ id }) => id))
  }

  /** Claims up to `limit` due events for `leaseSeconds`; concurrent callers never get the same one. */
  claim(limit: number, leaseSeconds: number, leaseToken: string): Promise<ClaimedEvent[]> {
    return this.#db.query(CLAIM, [limit, leaseSeconds, leaseToken])
  }

  /** Extends the leases of events that are still being worked on. */
  async extendLeases(ids: readonly string[], leaseSeconds: number, leaseToken: string): Promise<void> {
    await this.#db.query(extendLeases(EVENT_QUEUE), [ids, leaseSeconds, leaseToken])
  }

  /** Writes the verdict of an attempt; `false` if the lease was lost and another worker has the row. */
  async complete(id: string, leaseToken: string, verdict: Verdict): Promise<boolean> {
    const changed = await changedBy(this.#db, COMPLETE, [
      ...[id, leaseToken],
      verdict.state,
      verdict.reason ?? null,
      verdict.lastError ?? null,
      verdict.retryInSeconds ?? 0,
      verdict.paymentRecordId ?? null,
      verdict.paymentSessionId ?? null,
      verdict.providerPaymentId ?? null,
      verdict.fact ?? null,
      verdict.announced ?? [],
    ])
    return changed > 0
  }

  /** Makes an event due at once whose condition is met. Only for events that are quarantined or ignored, as a whole or in part. */
  async requeue(id: string): Promise<void> {
    await this.#db.query(
      `UPDATE payment_webhook_event
          SET state = 'received', reason = NULL, next_attempt_at = now(), processed_at = NULL, updated_at = now()
        WHERE id = $1
          AND (state IN ${sqlList(EVENT.asleep)} OR (state = 'processed' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.processed)}))`,
      [id],
    )
  }

  /** A person's replay: due at once, with a fresh time to give up. `false` if the event is in none of the states `from`, or was erased. */
  async replay(id: string, from: readonly WebhookEventState[], giveUpAfterSeconds: number): Promise<boolean> {
    const changed = await changedBy(
      this.#db,
      `UPDATE payment_webhook_event SET ${dueAnew("$3")} WHERE id = $1 AND state = ANY($2) AND NOT ${ERASED_EVENT}`,
      [id, from, giveUpAfterSeconds],
    )
    return changed > 0
  }

  /** The money of a payment that no order could take yet, as far as events and items show it that are not of the event `besides`. */
  async knownMoney(account: string, references: PaymentReferences, besides?: string): Promise<KnownMoney | undefined> {
    const { providerPaymentId = null, sessionId = null } = references
    if (!providerPaymentId && !sessionId) return undefined
    return readKnownMoney(await this.#db.query(KNOWN_MONEY, [account, providerPaymentId, sessionId, besides ?? null]))
  }

  /** Makes events due at once that were ignored because no money of their payment was known. */
  async wakeUntied(account: string, { providerPaymentId, sessionId }: PaymentReferences): Promise<void> {
    await this.#db.query(WAKE_UNTIED, [account, providerPaymentId ?? null, sessionId ?? null])
  }

  async payloadOf(id: string): Promise<unknown> {
    const [row] = await this.#db.query(`SELECT payload FROM payment_webhook_event WHERE id = $1`, [id])
    return row?.payload
  }

  /** The session that a payment was reported with which waits for a review. */
  async sessionInReview(account: string, providerPaymentId: string): Promise<string | undefined> {
    const [row] = await this.#db.query(
      `SELECT payment_session_id AS session FROM payment_webhook_event
        WHERE account = $1 AND provider_payment_id = $2 AND state = 'quarantined' AND reason = 'risk' LIMIT 1`,
      [account, providerPaymentId],
    )
    return row?.session ?? undefined
  }

  /** The other quarantined events about the same provider payment; with `before`, those quarantined before that moment. */
  async quarantinedBeside(
    { id, payment_session_id, provider_payment_id }: WebhookEvent,
    before: Date | null = null,
  ): Promise<QuarantinedBeside[]> {
    if (!payment_session_id) return []
    return this.#db.query(QUARANTINED_BESIDE, [payment_session_id, provider_payment_id, id, before])
  }

  /**
   * Quarantined events without an unresolved attention item, neither their own nor one of these kinds about the same payment: a
   * process has died between a decision and its effects.
   */
  async quarantinedUnseen(kinds: readonly AttentionKind[], ageSeconds: number, limit: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#db.query(QUARANTINED_UNSEEN, [ageSeconds, limit, kinds])
    return rows.map((row) => row.id)
  }

  /** Events that report a capture of this provider payment and that a decision has set to ignored. */
  async decidedCaptures(sessionId: string, providerPaymentId: string | null): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#db.query(
      `SELECT id FROM payment_webhook_event
        WHERE payment_session_id = $1 AND provider_payment_id IS NOT DISTINCT FROM $2 AND fact = 'payment.captured'
          AND state = 'ignored' AND reason IN ('dismissed', 'refunded', 'decided')`,
      [sessionId, providerPaymentId],
    )
    return rows.map((row) => row.id)
  }

  /** A person's decision to ignore the event. `false` if the event is in none of the states `from`. */
  async ignore(id: string, from: readonly WebhookEventState[], reason: string): Promise<boolean> {
    const changed = await changedBy(
      this.#db,
      `UPDATE payment_webhook_event
          SET state = 'ignored', reason = $3, processed_at = now(), ${NO_LEASE}, updated_at = now()
        WHERE id = $1 AND state = ANY($2)`,
      [id, from, reason],
    )
    return changed > 0
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
