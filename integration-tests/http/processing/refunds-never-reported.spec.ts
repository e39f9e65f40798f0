import { useSharedStore } from "../../setup"
import { finishedEvent } from "../support/look"
import { buy, moneyRowsOf } from "../support/order-money"

// Its webhooks name refunds one by one; no sum of theirs holds a refund that Medusa made.
const world = useSharedStore({ account: "hmac" })

it.each([
  ["the larger first", [0, 1]],
  ["the smaller first", [1, 0]],
])("keeps Medusa's own refund when the provider's own have failed, %s", async (_what, order) => {
  const { client } = world.gateway
  const paid = await buy(world)
  await world.admin("POST", `/admin/payments/${paid.medusaPaymentId}/refund`, { amount: 1 })
  const made = [await client.refund(paid.paymentId, { amount: 609 }), await client.refund(paid.paymentId, { amount: 2 })]
  const pending = await client.refund(paid.paymentId, { amount: 800, status: "pending" })
  for (const { event_id } of [...made, pending]) await finishedEvent(world, event_id, "processed")
  for (const index of order) {
    const failed = await client.updateRefund(paid.paymentId, made[index]!.refund.id, "fail")
    await finishedEvent(world, failed.event_id, "processed")
  }

  expect(await moneyRowsOf(world, paid)).toMatchObject({
    payment_status: "partially_refunded",
    refunds: [1],
    collection: { captured_amount: 25, refunded_amount: 1 },
    total: 24,
    summary: { transaction_total: 24, pending_difference: 0 },
  })
})
