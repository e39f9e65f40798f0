import type { Client, Pool } from "pg"
import type { DataSource } from "typeorm"
import type { PaymentRecord } from "./entities"
import { GuardedClient } from "./guarded-client"
import { queryWithin } from "./query-within"
import { CHANGED, PAYMENTS_OF, PAYMENTS_OF_CUSTOMER, RECENT } from "./live.sql"

/** Payments of one cart or order that are read: the newest counts, the others only tell a client's last event from a made-up one. */
const MOST_PAYMENTS = 50

/** Changes of one second that are looked through for those of signed-in customers. */
const MOST_RECENT = 1_000

/** The look of each second must not wait for ever where the database hangs: the next one finds what it would have. */
const SECONDS = 5

/** The payments of a cart or an order. */
export interface PaymentsOf {
  /** The one that changed last. */
  readonly latest: PaymentRecord | null
  readonly ids: readonly string[]
  /** The sum of the versions of all of them. */
  readonly total: number
}

/** A cart or an order that is watched, with the sum of its payments' versions as far as it is known. */
export interface WatchedTotal {
  readonly kind: "cart" | "order"
  readonly id: string
  readonly total: number
}

/** A payment's place and version, as a hint names them. */
export type PaymentVersion = Pick<PaymentRecord, "id" | "version" | "cart_id" | "order_id">

/** The driver's client, which can also be cut. */
export type HintConnection = Client & Pick<GuardedClient, "cut">

/** Reads of the live streams, and the connection that hints come in by. */
export class LiveRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** The payments of each of these carts or orders. */
  async paymentsOf(kind: "cart" | "order", ids: readonly string[]): Promise<(id: string) => PaymentsOf> {
    const column = kind === "cart" ? "cart_id" : "order_id"
    const rows: Array<PaymentRecord & { total: number }> = await this.#db.query(PAYMENTS_OF(column), [ids, MOST_PAYMENTS])
    const all = new Map(ids.map((id) => [id, [] as typeof rows]))
    for (const row of rows) all.get(row[column] ?? "")?.push(row)
    return (id) => {
      const own = all.get(id) ?? []
      return { latest: own[0] ?? null, ids: own.map((row) => row.id), total: own[0]?.total ?? 0 }
    }
  }

  /** Payments of these carts and orders that changed within the last `seconds`, the last change first. */
  paymentsOfCustomer(
    carts: readonly string[],
    orders: readonly string[],
    seconds: number,
    limit: number,
  ): Promise<PaymentRecord[]> {
    return this.#db.query(PAYMENTS_OF_CUSTOMER, [carts, orders, seconds, limit])
  }

  /** Those of the watched carts and orders that have another sum of versions now, with that sum. */
  changed(watched: readonly WatchedTotal[]): Promise<WatchedTotal[]> {
    const of = (kind: WatchedTotal["kind"]) => watched.filter((one) => one.kind === kind)
    const columns = (some: readonly WatchedTotal[]) => [some.map(({ id }) => id), some.map(({ total }) => total)]
    return queryWithin(this.#db, SECONDS, CHANGED, [...columns(of("cart")), ...columns(of("order"))])
  }

  recent(seconds: number): Promise<PaymentVersion[]> {
    return queryWithin(this.#db, SECONDS, RECENT, [seconds, MOST_RECENT])
  }

  /** Sends hints to every process that listens. In no transaction of anybody's: PostgreSQL takes a database-wide lock for the commit. */
  async notify(channel: string, payloads: readonly string[]): Promise<void> {
    const sql = `SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload`
    await queryWithin(this.#db, SECONDS, sql, [channel, payloads])
  }

  /** A connection of its own with the pool's settings, not yet open: whoever listens keeps it for good. */
  createClient(): HintConnection {
    const { master } = this.#db.driver as unknown as { master: Pool }
    return new GuardedClient(master.options) as unknown as HintConnection
  }
}
