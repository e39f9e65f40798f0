import type { DataSource } from "typeorm"
import type { ConsumerBeat } from "../domain/consumer-beat"
import type { Reads } from "./reads"

/** A consumer as all processes together have seen it. Counts only grow. Times are the database's. */
export interface ConsumerFigures {
  readonly id: string
  readonly taken: number
  readonly refused: number
  readonly failed: number
  readonly last_message_at: Date | null
  readonly last_fault_at: Date | null
  readonly last_fault: string | null
  readonly waiting: number | null
  /** Seconds since any process held a subscription; null: none ever did. */
  readonly unsubscribed_seconds: number | null
}

const ADD = `
  INSERT INTO payment_consumer AS known (id, taken, refused, failed, last_message_at, last_fault_at, last_fault, waiting, subscribed_at)
  SELECT id, taken, refused, failed, CASE WHEN taken + refused + failed > 0 THEN now() END,
         CASE WHEN fault IS NOT NULL THEN now() END, fault, waiting, CASE WHEN "isSubscribed" THEN now() END
    FROM json_to_recordset($1) AS beat(
      id text, taken bigint, refused bigint, failed bigint, fault text, "isSubscribed" boolean, waiting bigint) ORDER BY id
  ON CONFLICT (id) DO UPDATE
     SET taken = known.taken + excluded.taken, refused = known.refused + excluded.refused, failed = known.failed + excluded.failed,
         last_message_at = COALESCE(excluded.last_message_at, known.last_message_at),
         last_fault_at = COALESCE(excluded.last_fault_at, known.last_fault_at),
         last_fault = COALESCE(excluded.last_fault, known.last_fault),
         -- A process that holds no subscription knows no number, and another one may.
         waiting = CASE WHEN excluded.subscribed_at IS NULL THEN known.waiting ELSE excluded.waiting END,
         subscribed_at = COALESCE(excluded.subscribed_at, known.subscribed_at), seen_at = now()`

const LIST = `
  SELECT id, taken::float8 AS taken, refused::float8 AS refused, failed::float8 AS failed, last_message_at, last_fault_at, last_fault,
         waiting::float8 AS waiting, extract(epoch FROM now() - subscribed_at)::float8 AS unsubscribed_seconds
    FROM payment_consumer WHERE id = ANY ($1) ORDER BY id`

/** The SQL of the consumers' figures: one row each, and no row of a message. */
export class ConsumerRepository {
  readonly #db: DataSource
  readonly #reads: Reads

  constructor({ dataSource, reads }: { dataSource: DataSource; reads: Reads }) {
    this.#db = dataSource
    this.#reads = reads
  }

  /** Adds what a process has seen. One order for every process: two of them would otherwise deadlock. */
  async add(beats: readonly ConsumerBeat[]): Promise<void> {
    if (beats.length) await this.#db.query(ADD, [JSON.stringify(beats)])
  }

  /** The figures of these consumers, in the order of their ids; none of one that never ran. */
  list(ids: readonly string[]): Promise<ConsumerFigures[]> {
    if (!ids.length) return Promise.resolve([])
    return this.#reads.run((manager) => manager.query(LIST, [ids]))
  }
}
