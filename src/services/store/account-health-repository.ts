import type { Reads } from "./reads"

/** The health of an account, as its newest webhooks show it. */
export interface AccountHealth {
  readonly account: string
  readonly last_event_at: Date
  readonly last_event_type: string
  /** From the provider's own time of the newest dated event to its arrival: below zero where one of the clocks is wrong. */
  readonly last_event_lag_seconds: number | null
  /** The facts that they have reported. */
  readonly facts: readonly string[]
}

/** Bounds the rows that are read of an account, however many webhooks it has sent. */
export const NEWEST_EVENTS = 100

/** Reads how provider accounts fare, for people: beside the work of the store. */
export class AccountHealthRepository {
  readonly #reads: Reads

  constructor({ reads }: { reads: Reads }) {
    this.#reads = reads
  }

  /**
   * The health of these accounts; without those of which no webhook ever came. The order is the one of the index by account: asked for
   * the newest rows alone, PostgreSQL may go back through the webhooks of all accounts. Throws ReadUnavailableError.
   */
  read(accounts: readonly string[]): Promise<AccountHealth[]> {
    const sql = `
      SELECT wanted.account, recent.* FROM unnest($1::text[]) AS wanted (account), LATERAL (
        SELECT max(received_at) AS last_event_at, (array_agg(type ORDER BY received_at DESC))[1] AS last_event_type,
               (array_agg(extract(epoch FROM received_at - occurred_at)::float8 ORDER BY received_at DESC)
                 FILTER (WHERE occurred_at IS NOT NULL))[1] AS last_event_lag_seconds,
               COALESCE(array_agg(DISTINCT fact) FILTER (WHERE fact IS NOT NULL), '{}') AS facts
          FROM (SELECT event.account, type, fact, received_at, occurred_at FROM payment_webhook_event AS event
                 WHERE event.account >= wanted.account AND source = 'webhook'
                 ORDER BY event.account, received_at DESC LIMIT ${NEWEST_EVENTS}) AS newest
         WHERE newest.account = wanted.account) AS recent
       WHERE recent.last_event_at IS NOT NULL`
    return this.#reads.run((manager) => manager.query(sql, [accounts]))
  }
}
