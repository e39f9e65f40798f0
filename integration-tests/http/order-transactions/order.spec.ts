import { useSharedStore } from "../../setup"
import { afterPaymentDone } from "../support/after-payment"
import { useKilled, type CutAfter } from "../support/killed"
import { finishedEvent } from "../support/look"
import { announced, moneyRowsOf, buy, noMoneyCalls, type PaidOrder } from "../support/order-money"

const DISPUTE = "payment-notification-record-dispute"
const CANCEL = "payment-notification-cancel-unpaid-order"
const FLAG = "payment-notification-flag-order"

const world = useSharedStore()

// From here on they are counted.
beforeAll(() => world.events())

const dispute = ({ orderId }: PaidOrder, outcome: "lost" | "won") =>
  world.run(DISPUTE, { order_id: orderId, dispute_id: "dp_1", amount: "2500", currency_code: "eur", outcome })

it("records a lost dispute once, and its opposite when it is won after all", async () => {
  const order = await buy(world)

  expect(await dispute(order, "won")).toEqual({ recorded: false })
  expect(await dispute(order, "lost")).toEqual({ recorded: true })
  expect(await dispute(order, "lost")).toEqual({ recorded: false })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    payment_status: "captured",
    transactions: [
      { amount: 25, reference: "capture" },
      { amount: -25, reference: "dispute" },
    ],
    summary: { paid_total: 25, refunded_total: 25, transaction_total: 0, pending_difference: 25, current_order_total: 25 },
  })

  expect(await dispute(order, "won")).toEqual({ recorded: true })
  expect(await dispute(order, "won")).toEqual({ recorded: false })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    transactions: [{ reference: "capture" }, { reference: "dispute" }, { amount: 25, reference: "dispute_reversal" }],
    summary: { paid_total: 50, refunded_total: 25, transaction_total: 25, pending_difference: 0 },
  })
  await noMoneyCalls(world, order)
})

const reservations = async ({ orderId }: PaidOrder): Promise<number> => {
  const { rows } = await world.db.query(
    `SELECT count(*)::int AS n FROM reservation_item r JOIN order_item i ON i.item_id = r.line_item_id
      WHERE i.order_id = $1 AND r.deleted_at IS NULL`,
    [orderId],
  )
  return rows[0].n
}

/** An order whose authorized payment the provider has given up. */
async function unpaid(): Promise<PaidOrder> {
  const order = await buy(world, { captured: false })
  const { event_id } = await world.gateway.client.change(order.paymentId, "cancel")
  await finishedEvent(world, event_id, "processed")
  return order
}

const cancel = ({ orderId }: PaidOrder) => world.run(CANCEL, { order_id: orderId })

const canceledEvents = ({ orderId }: PaidOrder) => announced(world, "order.canceled", orderId)

const STEPS = ["delete-reservations-by-line-items", "update-payment-collection"]

const killed = useKilled(
  world,
  Object.fromEntries(
    STEPS.map((step) => [
      step,
      async (cutAfter: CutAfter) => {
        const order = await unpaid()
        await cutAfter(CANCEL, { order_id: order.orderId }, step)
        return order
      },
    ]),
  ),
)

it("cancels an unpaid order without calling the provider, and releases its stock", async () => {
  const order = await unpaid()
  expect(await reservations(order)).toBe(1)

  expect(await cancel(order)).toEqual({ canceled: true, reason: null })
  expect(await moneyRowsOf(world, order)).toMatchObject({ status: "canceled", payment_status: "canceled", transactions: [] })
  expect(await reservations(order)).toBe(0)
  expect(await canceledEvents(order)).toBe(1)

  expect(await cancel(order)).toEqual({ canceled: false, reason: "the order is canceled" })
  expect(await canceledEvents(order)).toBe(1)
  await noMoneyCalls(world, order)
})

it.each(STEPS)("cancels an order in the second run when the first was killed after %s", async (step) => {
  const order = killed(step)
  expect(await cancel(order)).toEqual({ canceled: true, reason: null })
  expect(await moneyRowsOf(world, order)).toMatchObject({ status: "canceled" })
  expect(await reservations(order)).toBe(0)
  await noMoneyCalls(world, order)
})

it("keeps an order that is paid, may still be paid, or is on its way to the customer", async () => {
  const paid = await buy(world)
  expect(await cancel(paid)).toEqual({ canceled: false, reason: "money was captured" })
  const authorized = await buy(world, { captured: false })
  expect(await cancel(authorized)).toEqual({ canceled: false, reason: "a payment is still authorized" })
  const packed = await unpaid()
  const { order } = await world.admin<{ order: any }>("GET", `/admin/orders/${packed.orderId}?fields=id,items.id`)
  await world.admin("POST", `/admin/orders/${packed.orderId}/fulfillments`, { items: [{ id: order.items[0].id, quantity: 1 }] })
  expect(await cancel(packed)).toEqual({ canceled: false, reason: "goods are being fulfilled" })
  expect(await world.run(CANCEL, { order_id: "order_unknown" })).toEqual({ canceled: false, reason: "there is no such order" })

  for (const kept of [paid, authorized, packed]) {
    expect((await moneyRowsOf(world, kept)).status).toBe("pending")
    await noMoneyCalls(world, kept)
  }
})

it("flags an order beside its present metadata", async () => {
  const order = await buy(world)
  // The example store's own hook writes metadata after the capture, and as a whole.
  await afterPaymentDone(world, order.session.id)
  await world.admin("POST", `/admin/orders/${order.orderId}`, { metadata: { gift: "yes" } })
  const flag = (name: string, value: unknown) => world.run(FLAG, { order_id: order.orderId, flag: name, value })
  const metadata = async () => (await moneyRowsOf(world, order)).metadata

  await flag("dispute", { state: "opened", amount: "2500" })
  await flag("risk", "early_fraud_warning")
  expect(await metadata()).toEqual({
    gift: "yes",
    payment_notifications: { dispute: { state: "opened", amount: "2500" }, risk: "early_fraud_warning" },
  })
  await flag("dispute", null)
  expect(await metadata()).toEqual({ gift: "yes", payment_notifications: { risk: "early_fraud_warning" } })

  // Disputes of several payments of one order, reported at once.
  const ids = Array.from({ length: 8 }, (_, index) => `dispute_${index}`)
  await Promise.all(ids.map((id) => flag(id, { state: "opened" })))
  await Promise.all([...ids.slice(1).map((id) => flag(id, null)), flag("risk", null)])
  expect((await metadata()).payment_notifications).toEqual({ dispute_0: { state: "opened" } })
  await noMoneyCalls(world, order)
})
