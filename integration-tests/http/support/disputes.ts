import type { PaymentDispute, PaymentTransition } from "../../../src/services/store/entities"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { SharedStore } from "../../setup"
import { finishedEvent } from "./look"

/** A cart that was paid: the order is there, the money captured. */
export async function paidOrder(world: SharedStore): Promise<ReadyCart & { readonly orderId: string }> {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { order_id } = await world.shop.paymentStatus(ready.cart.id)
  return { ...ready, orderId: order_id! }
}

export interface Transaction {
  readonly amount: number
  readonly reference: string
  readonly reference_id: string
}

/** The disputes of one order, in Medusa's rows and ours. */
export async function disputesOf({ db, admin }: SharedStore, orderId: string) {
  const { rows: disputes } = await db.query<PaymentDispute>(
    `SELECT dispute.* FROM payment_dispute AS dispute JOIN payment_record AS record ON record.id = dispute.payment_record_id
      WHERE record.order_id = $1 ORDER BY dispute.created_at`,
    [orderId],
  )
  const { rows: transitions } = await db.query<PaymentTransition>(
    `SELECT move.* FROM payment_transition AS move JOIN payment_record AS record ON record.id = move.payment_record_id
      WHERE record.order_id = $1 AND move.subject = 'dispute' ORDER BY move.version`,
    [orderId],
  )
  const { rows: transactions } = await db.query<Transaction>(
    `SELECT amount::float, reference, reference_id FROM order_transaction WHERE order_id = $1 AND deleted_at IS NULL ORDER BY created_at`,
    [orderId],
  )
  const { order } = await admin<{ order: { payment_status: string; metadata: any; summary: any } }>(
    "GET",
    `/admin/orders/${orderId}?fields=id,payment_status,metadata,summary`,
  )
  const { rows: items } = await db.query(
    `SELECT kind, state, resolution, detail, due_by FROM payment_attention WHERE order_id = $1 AND kind = 'dispute'`,
    [orderId],
  )
  return {
    disputes,
    transitions: transitions.map(({ fact }) => fact),
    transactions: transactions.filter(({ reference }) => reference !== "capture"),
    payment_status: order.payment_status,
    flags: order.metadata?.payment_notifications ?? {},
    transaction_total: Number(order.summary?.transaction_total),
    items,
  }
}
