import { join } from "node:path"
import { useStore } from "../../setup"
import { disputesOf, paidOrder } from "../support/disputes"
import { settledEvent } from "../support/look"

const PRELOAD = join(__dirname, "..", "support", "die-after-step.cjs")
const MERCHANT = "crash@shop.example"

const world = useStore({
  options: {
    processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 },
    notifications: { merchantRecipients: [MERCHANT] },
  },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

it.each(["payment-notification-book-dispute", "payment-notification-flag-order"])(
  "books a lost dispute once, although the store is killed right after %s",
  async (step) => {
    const { paymentId, orderId } = await paidOrder(world)
    const { event_id, dispute } = await world.gateway.client.dispute(paymentId, { amount: 1000 })
    await settledEvent(world, event_id, "processed")
    await world.restart({ env: { NODE_OPTIONS: `--require ${PRELOAD}`, DIE_AFTER_STEP: step } })
    const lost = await world.gateway.client.settleDispute(paymentId, dispute.id, "lose")
    await world.store.exited
    expect(await disputeState(dispute.id)).toBe("opened")

    await world.restart()
    expect(await settledEvent(world, lost.event_id, "processed")).toMatchObject({ reason: null })
    expect(await disputesOf(world, orderId)).toMatchObject({
      disputes: [{ state: "lost" }],
      moves: ["dispute.opened", "dispute.lost"],
      transactions: [{ amount: -10, reference: "dispute", reference_id: dispute.id }],
      transaction_total: 15,
      items: [{ state: "resolved", resolution: "superseded" }],
    })
    expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])
  },
)

async function disputeState(providerDisputeId: string): Promise<string> {
  const { rows } = await world.db.query(`SELECT state FROM payment_dispute WHERE provider_dispute_id = $1`, [providerDisputeId])
  return rows[0].state
}
