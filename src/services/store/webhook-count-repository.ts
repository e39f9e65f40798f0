import type { DataSource } from "typeorm"
import type { Reads } from "./reads"

/** The number of an account's calls or events with one outcome. */
export interface WebhookCount {
  readonly account: string
  readonly outcome: string
  readonly n: number
}

/** The units that counts of some age are folded into. A report is of 92 days at most. */
const FOLDS = [
  ["hour", "2 days"],
  ["day", "100 days"],
] as const

const FOLD = `
  WITH old AS (
    DELETE FROM payment_webhook_count
     WHERE bucket < date_trunc($1, now(), 'UTC') - $2::interval AND bucket <> date_trunc($1, bucket, 'UTC')
    RETURNING bucket, account, outcome, n)
  INSERT INTO payment_webhook_count AS known (bucket, account, outcome, n)
  SELECT date_trunc($1, bucket, 'UTC'), account, outcome, sum(n) FROM old GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
  ON CONFLICT (bucket, account, outcome) DO UPDATE SET n = known.n + excluded.n`

/** The SQL of the counts of webhook calls and events. */
export class WebhookCountRepository {
  readonly #db: DataSource
  readonly #reads: Reads

  constructor({ dataSource, reads }: { dataSource: DataSource; reads: Reads }) {
    this.#db = dataSource
    this.#reads = reads
  }

  /** Adds to the counts of the current minute. */
  async add(counts: readonly WebhookCount[]): Promise<void> {
    if (!counts.length) return
    // One order for every process: two of them with the same keys would otherwise deadlock.
    await this.#db.query(
      `INSERT INTO payment_webhook_count AS known (bucket, account, outcome, n)
       SELECT date_trunc('minute', now(), 'UTC'), account, outcome, n
         FROM json_to_recordset($1) AS row(account text, outcome text, n bigint) ORDER BY account, outcome
       ON CONFLICT (bucket, account, outcome) DO UPDATE SET n = known.n + excluded.n`,
      [JSON.stringify(counts)],
    )
  }

  /**
   * Folds minutes older than two days into hours, and hours older than a hundred days into days: nobody looks closer, the sums stay,
   * and the table grows by a few rows a day.
   */
  async fold(): Promise<void> {
    for (const [unit, age] of FOLDS) await this.#db.query(FOLD, [unit, age])
  }

  /** The counts from `from` on and before `to`, to the minute; beyond two days to the hour, beyond a hundred to the day. Without them: all counts ever. */
  sum(from?: Date, to?: Date): Promise<WebhookCount[]> {
    const sum = `SELECT account, outcome, sum(n)::float8 AS n FROM payment_webhook_count
        WHERE ($1::timestamptz IS NULL OR bucket >= date_trunc('minute', $1, 'UTC')) AND ($2::timestamptz IS NULL OR bucket < $2)
        GROUP BY account, outcome ORDER BY account, outcome`
    return this.#reads.run((manager) => manager.query(sum, [from ?? null, to ?? null]))
  }
}
