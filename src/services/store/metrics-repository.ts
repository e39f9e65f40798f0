import { partsOf } from "./metrics-days"
import { countParts } from "./metrics-merge"
import { ROW_BY_ROW } from "./metrics-rollup.sql"
import { ATTEMPT_TOTALS, BACKLOG, countRows, type Figure } from "./metrics.sql"
import type { Reads } from "./reads"

type Dimension = "overall" | "account" | "fact" | "channel" | "provider" | "locale" | "destination"

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

export type DeliveryCounts = Group &
  Spread<"callback"> & {
    readonly delivered: number
    readonly dead: number
    readonly canceled: number
    readonly waiting: number
  }

/** The counts of a span. */
export interface Counts {
  readonly events: EventCounts[]
  readonly attempts: AttemptCounts[]
  readonly messages: MessageCounts[]
  readonly deliveries: DeliveryCounts[]
}

export interface Backlog {
  readonly queue: "events" | "notifications" | "deliveries"
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
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /** The figures of [from, to): days that are over by their cells, the rest by its rows. */
  count(from: Date, to: Date): Promise<Counts> {
    return this.#reads.run(async (manager) => {
      const parts = await partsOf(manager, from, to)
      if (parts.days.length) return (await countParts(manager, parts)) as unknown as Counts
      const figure = <Row>(name: Figure): Promise<Row[]> => manager.query(countRows(name), [from, to])
      return {
        events: await figure<EventCounts>("events"),
        attempts: await figure<AttemptCounts>("attempts"),
        messages: await figure<MessageCounts>("messages"),
        deliveries: await figure<DeliveryCounts>("deliveries"),
      }
    })
  }

  backlog(): Promise<Backlog[]> {
    return this.#query(BACKLOG)
  }

  /**
   * The attempts since midnight UTC that have ended; `bounds` are seconds, ascending. In the evening PostgreSQL would rather read all
   * messages of years than look up those of the day.
   */
  attemptTotals(bounds: readonly number[]): Promise<AttemptTotal[]> {
    const values = [[...bounds].reverse().map((bound) => -bound)]
    return this.#reads.run((manager) => manager.query(ATTEMPT_TOTALS, values), ROW_BY_ROW)
  }

  /** The number of attention items of each kind that wait for a decision. */
  openAttention(): Promise<Array<{ kind: string; n: number }>> {
    return this.#query(
      `SELECT kind, count(*)::int AS n FROM payment_attention WHERE state <> 'resolved' GROUP BY kind ORDER BY kind`,
    )
  }

  /**
   * When each of these accounts last sent a webhook; without those that never did. The order is the one of the index by account:
   * asked for the newest row alone, PostgreSQL may go back through the webhooks of all accounts to find that this one has none.
   */
  lastWebhooks(accounts: readonly string[]): Promise<Array<{ account: string; at: Date }>> {
    return this.#query(
      `SELECT wanted.account, last.at FROM unnest($1::text[]) AS wanted (account),
              LATERAL (SELECT event.account, received_at AS at FROM payment_webhook_event AS event
                        WHERE event.account >= wanted.account AND source = 'webhook'
                        ORDER BY event.account, received_at DESC LIMIT 1) AS last
        WHERE last.account = wanted.account ORDER BY wanted.account`,
      [accounts],
    )
  }

  #query<T>(sql: string, values: unknown[] = []): Promise<T> {
    return this.#reads.run((manager) => manager.query(sql, values))
  }
}
