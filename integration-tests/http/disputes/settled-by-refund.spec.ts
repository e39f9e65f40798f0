import { useSharedStore } from "../../setup"
import { disputesOf, paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

/** PayPal pays a lost dispute out of the capture and reports both. */
const world = useSharedStore({ account: "paypal" })

const finished = async (told: Promise<{ event_id: string }>) => finishedEvent(world, (await told).event_id, "processed")

async function disputed(amount = 2500) {
  const ready = await paidOrder(world)
  const opened = await world.gateway.client.dispute(ready.paymentId, { amount })
  await finishedEvent(world, opened.event_id, "processed")
  return { ...ready, disputeId: opened.dispute.id }
}

const sums = async (orderId: string) => {
  const { transaction_total, transactions } = await disputesOf(world, orderId)
  return { transaction_total, references: transactions.map(({ reference, amount }) => `${reference} ${amount}`) }
}

const lose = (paymentId: string, disputeId: string) => finished(world.gateway.client.updateDispute(paymentId, disputeId, "lose"))
const refund = (paymentId: string, amount: number) => finished(world.gateway.client.refund(paymentId, { amount }))

it("records a lost dispute and its refund once: the decision first", async () => {
  const { paymentId, orderId, disputeId } = await disputed()
  await lose(paymentId, disputeId)
  expect(await sums(orderId)).toEqual({ transaction_total: 0, references: ["dispute -25"] })
  await refund(paymentId, 2500)
  expect((await sums(orderId)).transaction_total).toBe(0)
})

it("records them once: the refund first", async () => {
  const { paymentId, orderId, disputeId } = await disputed()
  await refund(paymentId, 2500)
  expect((await sums(orderId)).transaction_total).toBe(0)
  await lose(paymentId, disputeId)
  const { transaction_total, references } = await sums(orderId)
  expect(transaction_total).toBe(0)
  expect(references.filter((reference) => reference.startsWith("dispute"))).toEqual([])
})
