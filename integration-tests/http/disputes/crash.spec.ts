import { useStore } from "../../setup"
import { disputesOf, paidOrder } from "../support/disputes"
import { finishedEvent } from "../support/look"

const MERCHANT = "crash@shop.example"

const world = useStore({
  options: {
    processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 },
    notifications: { merchantRecipients: [MERCHANT] },
  },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

const STEPS = ["payment-notification-record-dispute", "payment-notification-flag-order"]

/** A dispute whose loss is cut off after this step. */
async function lostUntil(step: string) {
  const { paymentId, orderId } = await paidOrder(world)
  const { event_id, dispute } = await world.gateway.client.dispute(paymentId, { amount: 1000 })
  await finishedEvent(world, event_id, "processed")
  const cut = world.cut(`step ${step}`, orderId)
  const lost = await world.gateway.client.updateDispute(paymentId, dispute.id, "lose")
  await cut
  return { paymentId, orderId, dispute, eventId: lost.event_id }
}

const cutOff = new Map<string, Awaited<ReturnType<typeof lostUntil>>>()

// One kill for both.
beforeAll(async () => {
  await Promise.all(STEPS.map(async (step) => cutOff.set(step, await lostUntil(step))))
  await world.store.kill("SIGKILL")
  for (const { dispute } of cutOff.values()) expect(await disputeState(dispute.id)).toBe("opened")
  await world.restart()
})

it.each(STEPS)("records a lost dispute once, although the store is killed right after %s", async (step) => {
  const { paymentId, orderId, dispute, eventId } = cutOff.get(step)!
  expect(await finishedEvent(world, eventId, "processed")).toMatchObject({ reason: null })
  expect(await disputesOf(world, orderId)).toMatchObject({
    disputes: [{ state: "lost" }],
    transitions: ["dispute.opened", "dispute.lost"],
    transactions: [{ amount: -10, reference: "dispute", reference_id: dispute.id }],
    transaction_total: 15,
    items: [{ state: "resolved", resolution: "superseded" }],
  })
  expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])
})

async function disputeState(providerDisputeId: string): Promise<string> {
  const { rows } = await world.db.query(`SELECT state FROM payment_dispute WHERE provider_dispute_id = $1`, [providerDisputeId])
  return rows[0].state
}
