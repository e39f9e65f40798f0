import { poll, useSharedStore } from "../../setup"
import { paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

const world = useSharedStore()

const story = async (orderId: string) => (await world.admin<any>("GET", `/admin/payment-notifications/orders/${orderId}`)).order

it("tells what happened to an order's money, with its messages and what wants a person", async () => {
  const paid = await paidOrder(world)
  await paidOrder(world)
  const refund = await world.gateway.client.refund(paid.paymentId, { amount: 500 })
  await finishedEvent(world, refund.event_id, "processed")
  const opened = await world.gateway.client.dispute(paid.paymentId, { amount: 1000, evidence_due_by: "2031-05-04T12:00:00.000Z" })
  await finishedEvent(world, opened.event_id, "processed")
  const order = await poll("the messages", async () => {
    const found = await story(paid.orderId)
    return found.notifications.some(({ state }: any) => state === "sent") && found.attention.length > 0 && found
  })

  expect(order).toMatchObject({
    id: paid.orderId,
    payments: [
      {
        order_id: paid.orderId,
        state: "captured",
        captured_amount_major: 25,
        refunds: [{ state: "succeeded", amount_major: 5 }],
        disputes: [{ state: "opened", amount_major: 10, evidence_due_by: "2031-05-04T12:00:00.000Z" }],
      },
    ],
    attention: [{ kind: "dispute", state: "open", due_by: "2031-05-04T12:00:00.000Z" }],
    deliveries: [],
  })
  expect(order.notifications[0]).toMatchObject({
    fact: "payment.captured",
    audience: "customer",
    channel: "email",
    recipient: paid.cart.email,
  })
})

it("has empty lists for an order that no payment was recorded of", async () => {
  expect(await story("order_unknown")).toEqual({
    id: "order_unknown",
    payments: [],
    attention: [],
    notifications: [],
    deliveries: [],
  })
})
