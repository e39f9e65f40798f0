import { useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent } from "../support/look"
import { orderMoneyOf } from "../support/order-acts"

const world = useSharedStore({ account: "hmac", options: { processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1 } } })

/** An order of a transfer as core leaves it when it is killed between two links: tied to its cart, and not to the payment collection. */
async function untied() {
  const ready = await world.shop.checkout({ sessionData: { deferred: true } })
  await world.shop.complete(ready.cart.id)
  const { rows } = await world.db.query(
    `DELETE FROM order_payment_collection WHERE payment_collection_id =
       (SELECT payment_collection_id FROM payment_session WHERE id = $1) RETURNING order_id`,
    [ready.session.id],
  )
  return { ...ready, orderId: rows[0].order_id as string }
}

it("shows the money of an order that core left without its payment collection", async () => {
  const { paymentId, orderId } = await untied()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")

  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })
  expect(await orderMoneyOf(world, orderId)).toMatchObject({
    status: "pending",
    payment_status: "captured",
    captures: [25],
    transactions: [["capture", 25]],
  })
})

it("puts it up for review where that order was canceled meanwhile", async () => {
  const { session, paymentId, orderId } = await untied()
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [orderId])
  const { event_id } = await world.gateway.client.change(paymentId, "pay")

  expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({ reason: "late_payment" })
  expect(await attentionOf(world).about(session.id, "open")).toMatchObject({ kind: "late_payment", order_id: orderId })
  expect(await orderMoneyOf(world, orderId)).toMatchObject({ captures: [], transactions: [] })
})
