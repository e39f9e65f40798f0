import type { ReadyCart } from "../../../scripts/lib/shop"
import type { SharedStore } from "../../setup"
import { finishedEvent } from "./look"

type World = Pick<SharedStore, "db" | "admin" | "shop" | "gateway">

/** A paid order with the ids of its money rows. */
export interface PaidOrder extends ReadyCart {
  readonly orderId: string
  /** Medusa's Payment row. */
  readonly medusaPaymentId: string
}

export async function buy(world: World, { captured = true } = {}): Promise<PaidOrder> {
  const ready = await world.shop.checkout(captured ? {} : { sessionData: { capture_mode: "manual" } })
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { rows } = await world.db.query(
    `SELECT o.id AS order_id, p.id AS payment_id FROM "order" o, payment p WHERE o.email = $1 AND p.payment_session_id = $2`,
    [ready.cart.email, ready.session.id],
  )
  return { ...ready, orderId: rows[0].order_id, medusaPaymentId: rows[0].payment_id }
}

/** Medusa's rows of one order, ids left out so that two orders can be compared. */
export async function moneyRowsOf({ db, admin }: Pick<World, "db" | "admin">, { orderId, medusaPaymentId }: PaidOrder) {
  const fields = "id,status,payment_status,total,credit_line_total,*summary"
  const { order } = await admin<{ order: any }>("GET", `/admin/orders/${orderId}?fields=${fields}`)
  const rowsOf = async (sql: string, id: string) => (await db.query(sql, [id])).rows
  const amounts = (rows: Array<{ amount: number }>) => rows.map(({ amount }) => amount)
  const [collection] = await rowsOf(
    `SELECT c.status, c.captured_amount::float, c.refunded_amount::float
       FROM payment_collection c JOIN payment p ON p.payment_collection_id = c.id WHERE p.id = $1`,
    medusaPaymentId,
  )
  const [{ metadata }] = await rowsOf(`SELECT metadata FROM "order" WHERE id = $1`, orderId)
  return {
    // Without the data that the example store's own hook writes there about each capture.
    metadata: { ...metadata, captures: undefined },
    status: order.status,
    payment_status: order.payment_status,
    total: order.total,
    credit_line_total: order.credit_line_total,
    summary: order.summary,
    collection,
    refunds: amounts(
      await rowsOf(
        `SELECT amount::float FROM refund WHERE payment_id = $1 AND deleted_at IS NULL ORDER BY created_at`,
        medusaPaymentId,
      ),
    ),
    captures: amounts(
      await rowsOf(
        `SELECT amount::float FROM capture WHERE payment_id = $1 AND deleted_at IS NULL ORDER BY created_at`,
        medusaPaymentId,
      ),
    ),
    transactions: await rowsOf(
      `SELECT amount::float, currency_code, reference FROM order_transaction WHERE order_id = $1 AND deleted_at IS NULL ORDER BY created_at`,
      orderId,
    ),
    credits: amounts(
      await rowsOf(
        `SELECT l.amount::float FROM order_credit_line l JOIN "order" o ON o.id = l.order_id AND o.version = l.version
          WHERE o.id = $1 AND l.deleted_at IS NULL ORDER BY l.amount`,
        orderId,
      ),
    ),
  }
}

/** Requires that no money call was made for the order. */
export const noMoneyCalls = async ({ gateway }: Pick<World, "gateway">, { paymentId }: PaidOrder): Promise<void> =>
  expect(await gateway.client.moneyCalls(paymentId)).toEqual([])

/** The number of these events on the store's bus since the spec began. */
export const announced = async ({ events }: Pick<SharedStore, "events">, event: string, id: string): Promise<number> =>
  (await events()).filter(({ name, data }) => name === event && data.id === id).length
