import type { DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import type { EventOutcome } from "../domain/webhook-outcomes"
import type { AttentionKind, WebhookEvent, WebhookEventState } from "./entities"
import { claimDue, extendLeases, NO_LEASE, type LeasedQueue } from "./queues/lease"
import { EVENT, sqlList } from "./queues/states"
import { QUARANTINED_UNSEEN, INSERT, INSERTED, INSERTED_COLUMNS, COMPLETE } from "./webhook-event.sql"

/** An event as intake inserts it. */
export type NewWebhookEvent = Pick<WebhookEvent, keyof typeof INSERTED> & { readonly state: "received" | "ignored" }

const QUEUE = {
  table: "payment_webhook_event",
  key: "id",
  due: "next_attempt_at",
  attempts: "attempts",
  where: `state IN ${sqlList(EVENT.open)}`,
  claimed: "processing",
} as const satisfies LeasedQueue

const CLAIM = `
  ${claimDue(QUEUE)}
  SELECT *, extract(epoch FROM now() - received_at)::float8 AS age_seconds FROM claimed`

/** A claimed event; `reclaimed` if its former worker let the lease lapse, so that half-done work may remain. */
export type ClaimedEvent = WebhookEvent & {
  readonly reclaimed: boolean
  /** Seconds since it came, when it was claimed. */
  readonly age_seconds: number
}

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
}

/** The SQL of the inbox. Times are the database's, so that instances with differing clocks agree. */
export class WebhookEventRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Commits all events in one statement; returns the ids of those that were new. */
  async insertMany(events: readonly NewWebhookEvent[], giveUpAfterSeconds: number): Promise<ReadonlySet<string>> {
    // One order of keys for every caller: two batches with the same events would otherwise deadlock.
    const rows = [...events].sort((a, b) => compare(a.account, b.account) || compare(a.event_id, b.event_id))
    const columns = INSERTED_COLUMNS.map((column) =>
      rows.map((row) => (INSERTED[column] === "json" ? JSON.stringify(row[column]) : row[column])),
    )
    const inserted: Array<{ id: string }> = await this.#db.query(INSERT, [giveUpAfterSeconds, ...columns])
    return new Set(inserted.map(({ id }) => id))
  }

  /** Claims up to `limit` due events for `leaseSeconds`; concurrent callers never get the same one. */
  claim(limit: number, leaseSeconds: number, leaseToken: string): Promise<ClaimedEvent[]> {
    return this.#db.query(CLAIM, [limit, leaseSeconds, leaseToken])
  }

  /** Extends the leases of events that are still being worked on. */
  async extendLeases(ids: readonly string[], leaseSeconds: number, leaseToken: string): Promise<void> {
    await this.#db.query(extendLeases(QUEUE), [ids, leaseSeconds, leaseToken])
  }

  /** Writes the verdict of an attempt; `false` if the lease was lost and another worker has the row. */
  async complete(id: string, leaseToken: string, verdict: Verdict): Promise<boolean> {
    const changed = await changedBy(this.#db, COMPLETE, [
      id,
      leaseToken,
      verdict.state,
      verdict.reason ?? null,
      verdict.lastError ?? null,
      verdict.retryInSeconds ?? 0,
      verdict.paymentRecordId ?? null,
      verdict.paymentSessionId ?? null,
      verdict.providerPaymentId ?? null,
      verdict.fact ?? null,
    ])
    return changed > 0
  }

  /** Makes an event due at once whose condition is met. Only for quarantined or ignored events. */
  async requeue(id: string): Promise<void> {
    await this.#db.query(
      `UPDATE payment_webhook_event
          SET state = 'received', reason = NULL, next_attempt_at = now(), processed_at = NULL, updated_at = now()
        WHERE id = $1 AND state IN ${sqlList(EVENT.asleep)}`,
      [id],
    )
  }

  /** A person's replay: due at once, with a fresh time to give up. `false` if the event is in none of the states `from`. */
  async replay(id: string, from: readonly WebhookEventState[], giveUpAfterSeconds: number): Promise<boolean> {
    const changed = await changedBy(
      this.#db,
      `UPDATE payment_webhook_event
          SET state = 'received', reason = NULL, attempts = 0, next_attempt_at = now(), processed_at = NULL,
              give_up_at = now() + make_interval(secs => $3), ${NO_LEASE}, updated_at = now()
        WHERE id = $1 AND state = ANY($2)`,
      [id, from, giveUpAfterSeconds],
    )
    return changed > 0
  }

  /** The other quarantined events about the same provider payment; with `before`, those quarantined before that moment. */
  async quarantinedBeside(
    { id, payment_session_id, provider_payment_id }: WebhookEvent,
    before: Date | null = null,
  ): Promise<string[]> {
    if (!payment_session_id) return []
    const rows: Array<{ id: string }> = await this.#db.query(
      `SELECT id FROM payment_webhook_event
        WHERE state = 'quarantined' AND payment_session_id = $1 AND provider_payment_id IS NOT DISTINCT FROM $2 AND id <> $3
          AND ($4::timestamptz IS NULL OR updated_at < $4)`,
      [payment_session_id, provider_payment_id, id, before],
    )
    return rows.map((row) => row.id)
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
