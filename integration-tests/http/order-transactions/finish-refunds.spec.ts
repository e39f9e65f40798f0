import { useSharedStore } from "../../setup"
import { useKilled, type CutAfter } from "../support/killed"
import { announced, buy, moneyRowsOf, type PaidOrder } from "../support/order-money"

const FINISH = "payment-notification-finish-refunds"

const world = useSharedStore()

// From here on they are counted.
beforeAll(() => world.events())

const input = ({ orderId, medusaPaymentId }: PaidOrder, refunded: string) => ({
  payment_id: medusaPaymentId,
  order_id: orderId,
  currency_code: "eur",
  captured_total: "2500",
  refunded_total: refunded,
})

const refundInAdmin = ({ medusaPaymentId }: PaidOrder, amount: number) =>
  world.admin("POST", `/admin/payments/${medusaPaymentId}/refund`, { amount })

const edit = ({ orderId }: PaidOrder) => ({
  open: () => world.admin("POST", "/admin/order-edits", { order_id: orderId }),
  cancel: () => world.admin("DELETE", `/admin/order-edits/${orderId}`),
  lowerAndConfirm: async (unit_price: number) => {
    const { order } = await world.admin<{ order: any }>("GET", `/admin/orders/${orderId}?fields=id,*items`)
    await world.admin("POST", `/admin/order-edits/${orderId}/items/item/${order.items[0].id}`, { quantity: 1, unit_price })
    await world.admin("POST", `/admin/order-edits/${orderId}/request`, {})
    await world.admin("POST", `/admin/order-edits/${orderId}/confirm`, {})
  },
})

/** An order with an open edit, beside which core has refunded 10.00 and recorded nothing of it. */
async function unrecorded(): Promise<PaidOrder> {
  const order = await buy(world)
  await edit(order).open()
  await expect(refundInAdmin(order, 10)).rejects.toThrow("already has an existing active order change")
  return order
}

const STEPS = [
  "adopt-refunds",
  "decide-refund-credit",
  "record-refund-transactions",
  "record-refund-credit",
  "announce-refunds",
  "record-reversal",
]

const cutOff = (step: string) => async (cutAfter: CutAfter) => {
  const order = await unrecorded()
  await cutAfter(FINISH, input(order, "1000"), `payment-notification-${step}`)
  return order
}

const killed = useKilled(world, {
  ...Object.fromEntries(STEPS.map((step) => [step, cutOff(step)])),
  "a decision": cutOff("decide-refund-credit"),
  "a transaction": cutOff("record-refund-transactions"),
})

const RECORDED = {
  payment_status: "partially_refunded",
  refunds: [10],
  transactions: [{ amount: 25 }, { amount: -10, reference: "refund" }],
  collection: { refunded_amount: 10 },
}

describe("killed after a step", () => {
  it.each(STEPS)("%s: the next call finishes it, and the one after the edit makes the credit line", async (step) => {
    const order = killed(step)
    expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: false })
    expect(await moneyRowsOf(world, order)).toMatchObject({ ...RECORDED, credits: [], summary: { pending_difference: 10 } })
    await edit(order).cancel()
    expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: true })
    const finished = await moneyRowsOf(world, order)
    expect(finished).toMatchObject({
      ...RECORDED,
      credits: [10],
      total: 15,
      summary: { pending_difference: 0, transaction_total: 15, paid_total: 25, refunded_total: 10 },
    })
    expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: true })
    expect(await moneyRowsOf(world, order)).toEqual(finished)
    // Core announces nothing of a refund that it could not record.
    expect(await announced(world, "payment.refunded", order.medusaPaymentId)).toBe(
      ["announce-refunds", "record-reversal"].includes(step) ? 0 : 1,
    )
  })

  // The edit takes the refunded item off the order: the limit that the killed run has saved is more than the order then lacks.
  it.each(["a decision", "a transaction"])(
    "with %s: an edit that is confirmed meanwhile leaves nothing to credit",
    async (name) => {
      const order = killed(name)
      const { total } = await moneyRowsOf(world, order)
      const { order: shown } = await world.admin<{ order: any }>("GET", `/admin/orders/${order.orderId}?fields=id,*items`)
      await edit(order).lowerAndConfirm(shown.items[0].unit_price - 10)
      expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: true })
      expect(await moneyRowsOf(world, order)).toMatchObject({
        ...RECORDED,
        credits: [],
        total: total - 10,
        summary: { pending_difference: 0, transaction_total: 15 },
      })
    },
  )
})

it("leaves a refund alone that the provider has not reported yet", async () => {
  const order = await unrecorded()
  expect(await world.run(FINISH, input(order, "0"))).toEqual({ is_complete: true })
  expect(await moneyRowsOf(world, order)).toMatchObject({ refunds: [10], credits: [], transactions: [{ amount: 25 }] })
})

it("changes nothing of a refund that core has recorded, nor of the order's summary", async () => {
  const order = await buy(world)
  await refundInAdmin(order, 10)
  const before = await moneyRowsOf(world, order)
  expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: true })
  expect(await moneyRowsOf(world, order)).toEqual(before)
  expect(before).toMatchObject({ ...RECORDED, credits: [10], summary: { pending_difference: 0 } })
})

it("records what core took back of two refunds: another amount, and none", async () => {
  const order = await buy(world)
  await refundInAdmin(order, 3)
  await refundInAdmin(order, 5)
  // As two at once leave them: the second got the amount of the first, or core took both transactions back with the first.
  await world.db.query(
    `UPDATE order_transaction SET amount = -3, raw_amount = '{"value": "-3", "precision": 20}' WHERE order_id = $1 AND amount = -5`,
    [order.orderId],
  )
  const expected = {
    refunds: [3, 5],
    credits: [3, 5],
    total: 17,
    summary: { transaction_total: 17, paid_total: 25, refunded_total: 8, pending_difference: 0, current_order_total: 17 },
  }
  const amounts = async () => (await moneyRowsOf(world, order)).transactions.map(({ amount }) => amount).sort((a, b) => a - b)
  await world.run(FINISH, input(order, "800"))
  expect(await amounts()).toEqual([-5, -3, 25])
  expect(await moneyRowsOf(world, order)).toMatchObject(expected)

  await world.db.query(`DELETE FROM order_transaction WHERE order_id = $1 AND reference = 'refund'`, [order.orderId])
  await world.run(FINISH, input(order, "800"))
  expect(await amounts()).toEqual([-5, -3, 25])
  expect(await moneyRowsOf(world, order)).toMatchObject(expected)
})

it("takes an order change out of the way that core was killed in, and makes its credit line", async () => {
  const order = await unrecorded()
  await world.db.query(
    `UPDATE order_change SET change_type = 'credit_line', created_at = created_at - interval '1 hour'
      WHERE order_id = $1 AND status = 'pending'`,
    [order.orderId],
  )
  expect(await world.run(FINISH, input(order, "1000"))).toEqual({ is_complete: true })
  expect(await moneyRowsOf(world, order)).toMatchObject({ ...RECORDED, credits: [10], summary: { pending_difference: 0 } })
})

it.each([3, 5])("corrects the credit lines of two refunds at once: core has credited %i.00 twice", async (twice) => {
  const order = await buy(world)
  await refundInAdmin(order, 3)
  await refundInAdmin(order, 5)
  const other = 8 - twice
  await world.db.query(
    `UPDATE order_credit_line SET amount = $2::numeric, raw_amount = jsonb_build_object('value', $2::text, 'precision', 20)
      WHERE order_id = $1 AND amount = $3::numeric`,
    [order.orderId, String(twice), other],
  )
  await world.run(FINISH, input(order, "800"))
  const rows = await moneyRowsOf(world, order)
  expect(rows.credits).toEqual([twice, twice, other - twice].sort((a, b) => a - b))
  expect(rows).toMatchObject({
    total: 17,
    summary: { transaction_total: 17, refunded_total: 8, pending_difference: 0, current_order_total: 17 },
  })
  await world.run(FINISH, input(order, "800"))
  expect(await moneyRowsOf(world, order)).toEqual(rows)
})
