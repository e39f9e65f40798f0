import type { DataSource } from "typeorm"
import { ATTEMPTS, ATTEMPT_TOTALS, BACKLOG, EVENTS, MESSAGES } from "./metrics.sql"

type Dimension = "overall" | "account" | "fact" | "channel" | "provider" | "locale"

/** The spread of a duration in seconds; null if it never happened. */
export type Spread<Name extends string> = { readonly [K in `${Name}_count`]: number } & {
  readonly [K in `${Name}_${"mean" | "p50" | "p95" | "p99"}`]: number | null
}

/** One value of one dimension; `value` is null for all together, and for rows that have none. */
interface Group {
  readonly dimension: Dimension
  readonly value: string | null
}

export type AttemptCounts = Group & Spread<"delivery"> & { readonly ended: number; readonly sent: number }

export type MessageCounts = Group &
  Spread<"receipt"> & {
    readonly planned: number
    readonly suppressed: number
    readonly sent: number
    readonly dead: number
    readonly delivered: number
  }

export type EventCounts = Group &
  Spread<"processing"> & {
    readonly processed: number
    readonly ignored: number
    readonly quarantined: number
    readonly dead: number
    readonly waiting: number
  }

export interface Backlog {
  readonly queue: "events" | "notifications"
  readonly due: number
  readonly waiting: number
  /** Seconds since the most overdue one was due; null: none is. */
  readonly age: number | null
  readonly dead: number
  readonly quarantined: number
}

/** Attempts of a channel with the same outcome and about the same delivery time. */
export interface AttemptTotal {
  readonly channel: string
  readonly outcome: string
  /** How many bounds the delivery time exceeds; null where there is none. */
  readonly slot: number | null
  readonly n: number
  /** Sum of the delivery times. */
  readonly seconds: number
}

/** Reads the counts that figures are made of. */
export class MetricsRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  attempts(from: Date, to: Date): Promise<AttemptCounts[]> {
    return this.#db.query(ATTEMPTS, [from, to])
  }

  messages(from: Date, to: Date): Promise<MessageCounts[]> {
    return this.#db.query(MESSAGES, [from, to])
  }

  events(from: Date, to: Date): Promise<EventCounts[]> {
    return this.#db.query(EVENTS, [from, to])
  }

  backlog(): Promise<Backlog[]> {
    return this.#db.query(BACKLOG)
  }

  /** The attempts since midnight UTC that have ended; `bounds` are seconds, ascending. */
  attemptTotals(bounds: readonly number[]): Promise<AttemptTotal[]> {
    return this.#db.query(ATTEMPT_TOTALS, [[...bounds].reverse().map((bound) => -bound)])
  }

  /** The number of attention items of each kind that wait for a decision. */
  openAttention(): Promise<Array<{ kind: string; n: number }>> {
    return this.#db.query(
      `SELECT kind, count(*)::int AS n FROM payment_attention WHERE state <> 'resolved' GROUP BY kind ORDER BY kind`,
    )
  }

  /** When each of these accounts last sent a webhook; without those that never did. */
  lastWebhooks(accounts: readonly string[]): Promise<Array<{ account: string; at: Date }>> {
    return this.#db.query(
      `SELECT account, at FROM unnest($1::text[]) AS account,
              LATERAL (SELECT max(received_at) AS at FROM payment_webhook_event AS event
                        WHERE event.account = account.account AND source = 'webhook') AS last
        WHERE at IS NOT NULL ORDER BY account`,
      [accounts],
    )
  }
}
