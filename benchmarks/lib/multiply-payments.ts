import type { Pool } from "pg"
import type { Gateway } from "../../src/testing"

const AT_ONCE = 16
const BATCH = 100

/**
 * The rows of one payment that was paid and reported, by table in the order of their foreign keys, from its Medusa payment
 * session `$1`. Buyer, address and goods are the same for all: the copies are further purchases of the same.
 */
const RECORD = `(SELECT id FROM payment_record WHERE payment_session_id = $1)`
const CART = `(SELECT cart_id FROM payment_record WHERE payment_session_id = $1)`
const ORDER = `(SELECT order_id FROM payment_record WHERE payment_session_id = $1)`
const COLLECTION = `(SELECT payment_collection_id FROM payment_session WHERE id = $1)`
const PAYMENT = `(SELECT id FROM payment WHERE payment_session_id = $1)`
const OWN = {
  cart: `id = ${CART}`,
  cart_line_item: `cart_id = ${CART}`,
  cart_shipping_method: `cart_id = ${CART}`,
  payment_collection: `id = ${COLLECTION}`,
  payment_session: `id = $1`,
  payment: `id = ${PAYMENT}`,
  capture: `payment_id = ${PAYMENT}`,
  cart_payment_collection: `cart_id = ${CART}`,
  order: `id = ${ORDER}`,
  order_line_item: `id IN (SELECT item_id FROM order_item WHERE order_id = ${ORDER})`,
  order_item: `order_id = ${ORDER}`,
  order_shipping_method: `id IN (SELECT shipping_method_id FROM order_shipping WHERE order_id = ${ORDER})`,
  order_shipping: `order_id = ${ORDER}`,
  order_summary: `order_id = ${ORDER}`,
  order_transaction: `order_id = ${ORDER}`,
  order_cart: `order_id = ${ORDER}`,
  order_payment_collection: `order_id = ${ORDER}`,
  payment_webhook_event: `payment_session_id = $1`,
  payment_record: `payment_session_id = $1`,
  payment_transition: `payment_record_id = ${RECORD}`,
  payment_capture: `payment_record_id = ${RECORD}`,
  payment_notification: `payment_record_id = ${RECORD}`,
} as const

export interface ReportedPayment {
  readonly sessionId: string
  readonly paymentId: string
  /** Integer minor units. */
  readonly amount: number
  readonly currency: string
}

/**
 * Makes `count` more of payments that were paid and reported. At the provider they are made through its API, one by one. In the
 * store they are copies of every row of the originals, under new ids that agree with each other and with the provider's.
 */
export async function multiplyPayments(
  db: Pool,
  gateway: Gateway,
  reported: readonly ReportedPayment[],
  count: number,
): Promise<void> {
  const originals = await Promise.all(reported.map((payment) => readOriginal(db, payment)))
  let made = 0
  for (const [index, original] of originals.entries()) {
    const end = Math.floor((count * (index + 1)) / originals.length)
    while (made < end) {
      const numbers = Array.from({ length: Math.min(BATCH, end - made) }, () => ++made)
      await insertCopies(db, original, await payAgain(gateway, original.payment, numbers))
    }
  }
  await db.query(
    `UPDATE "order" SET display_id = nextval(pg_get_serial_sequence('"order"', 'display_id'))
      WHERE id IN (SELECT order_id FROM payment_record) AND NOT id = ANY($1)`,
    [originals.map(({ orderId }) => orderId)],
  )
  // As in a store of that age; the planner's guesses for a table that was empty a moment ago are no measure.
  await db.query(`ANALYZE`)
}

interface Original {
  readonly payment: ReportedPayment
  readonly orderId: string
  /** Each table's rows as JSON text. */
  readonly tables: ReadonlyMap<string, string>
  /** The values that differ in each copy: ids of rows, and the event's. */
  readonly ids: readonly string[]
}

async function readOriginal(db: Pool, payment: ReportedPayment): Promise<Original> {
  const tables = new Map<string, string>()
  const ids: string[] = []
  for (const [table, own] of Object.entries(OWN)) {
    // The body is the provider's very bytes: a copy of them would belong to another payment.
    const sql = `SELECT to_jsonb(one) - 'body' AS row FROM "${table}" AS one WHERE ${own}`
    const rows = (await db.query<{ row: { id: string; event_id?: string } }>(sql, [payment.sessionId])).rows.map(({ row }) => row)
    if (!rows.length) throw new Error(`the payment of ${payment.sessionId} has no row in ${table}: it was not told to its end`)
    tables.set(table, JSON.stringify(rows))
    for (const { id, event_id } of rows) ids.push(id, ...(event_id ? [event_id] : []))
  }
  return { payment, orderId: JSON.parse(tables.get("order")!)[0].id, tables, ids }
}

/** The `n`-th copy of an id. The id's end is random, and longer than the number that replaces part of it. */
const copyOf = (id: string, n: number): string => id.slice(0, -6) + String(n).padStart(6, "0")

interface Copy {
  readonly n: number
  /** The gateway's id of it. */
  readonly paymentId: string
}

async function payAgain(
  gateway: Gateway,
  { sessionId, amount, currency }: ReportedPayment,
  numbers: readonly number[],
): Promise<Copy[]> {
  const copies: Copy[] = []
  const left = [...numbers]
  const buyer = async () => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) {
      const { id } = await gateway.client.createPayment({ amount, currency, session_id: copyOf(sessionId, n) })
      await gateway.client.change(id, "pay", { delivery: { times: 0 } })
      copies.push({ n, paymentId: id })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, buyer))
  return copies
}

async function insertCopies(db: Pool, { payment, tables, ids }: Original, copies: readonly Copy[]): Promise<void> {
  const own = new RegExp([payment.paymentId, ...ids].join("|"), "g")
  for (const [table, rows] of tables) {
    const copied = copies.map(({ n, paymentId }) =>
      // Without the brackets of its list.
      rows.slice(1, -1).replace(own, (id) => (id === payment.paymentId ? paymentId : copyOf(id, n))),
    )
    await db.query(`INSERT INTO "${table}" SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1)`, [
      `[${copied.join(",")}]`,
    ])
  }
}
