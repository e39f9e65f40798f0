import { useSharedStore } from "../../setup"
import { useKilled, type CutAfter } from "../support/killed"
import { moneyRowsOf, buy, noMoneyCalls, type PaidOrder } from "../support/order-money"

const RECORD = "payment-notification-record-refund"
const REVERSE = "payment-notification-reverse-refund"

const world = useSharedStore()

const ids = ({ orderId, medusaPaymentId }: PaidOrder) => ({
  payment_id: medusaPaymentId,
  order_id: orderId,
  currency_code: "eur",
})

const record = (order: PaidOrder, total: string, key: string) => world.run(RECORD, { ...ids(order), total, key })

const reversal = (order: PaidOrder, amount: string, key: string, more: object = {}) => ({ ...ids(order), amount, key, ...more })

const STEPS = ["reverse-refund", "update-refunded-amount", "record-reversal"]
const KEYS = ["failed", "another"]

const TAKE_OUT = "payment-notification-reverse-refund"

const killed = useKilled(world, {
  ...Object.fromEntries(
    STEPS.map((step) => [
      step,
      async (cutAfter: CutAfter) => {
        const order = await buy(world)
        const { refund_id } = await record(order, "1000", "refund")
        await cutAfter(REVERSE, reversal(order, "1000", "failed", { refund_id }), `payment-notification-${step}`)
        return { order, refund_id }
      },
    ]),
  ),
  ...Object.fromEntries(
    KEYS.map((key) => [
      key,
      async (cutAfter: CutAfter) => {
        const order = await buy(world)
        const { refund_id } = await record(order, "1000", "refund")
        await cutAfter(REVERSE, reversal(order, "1000", "failed"), TAKE_OUT)
        return { order, refund_id }
      },
    ]),
  ),
  "a refund": async (cutAfter) => {
    const order = await buy(world)
    await cutAfter(RECORD, { ...ids(order), total: "1000", key: "cut-off" }, "payment-notification-insert-refund")
    return { order, refund_id: null }
  },
})

const byAmount = <T extends { amount: number }>(rows: readonly T[]) => [...rows].sort((a, b) => a.amount - b.amount)

it("reverses a refund: payment and pending difference are as before, the entries stay", async () => {
  const order = await buy(world)
  const before = await moneyRowsOf(world, order)
  const { refund_id } = await record(order, "1000", "refund")

  const reversed = await world.run(REVERSE, reversal(order, "1000", "failed", { refund_id }))
  expect(reversed).toEqual({ reversed: "1000", refund_id })
  const after = await moneyRowsOf(world, order)
  expect(after).toMatchObject({
    payment_status: "captured",
    total: before.total,
    refunds: [],
    collection: before.collection,
    // Core adds up by sign: money that came back counts as paid, money that went out as refunded.
    summary: { pending_difference: 0, transaction_total: 25, current_order_total: 25, paid_total: 35, refunded_total: 10 },
    credits: [-10, 10],
  })
  expect(byAmount(after.transactions)).toMatchObject([
    { amount: -10, reference: "refund" },
    { amount: 10, reference: "refund_reversal" },
    { amount: 25, reference: "capture" },
  ])

  expect(await world.run(REVERSE, reversal(order, "1000", "failed", { refund_id }))).toEqual(reversed)
  expect(await record(order, "1000", "refund")).toMatchObject({ recorded: "1000", refund_id })
  expect(await moneyRowsOf(world, order)).toEqual(after)
  await noMoneyCalls(world, order)
})

it("reverses a part of a larger refund of ours", async () => {
  const order = await buy(world)
  await record(order, "1000", "both")

  expect(await world.run(REVERSE, reversal(order, "400", "one-failed"))).toMatchObject({ reversed: "400" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    payment_status: "partially_refunded",
    refunds: [6],
    credits: [-4, 10],
    collection: { refunded_amount: 6 },
    summary: { pending_difference: 0, transaction_total: 19, current_order_total: 19 },
  })
  expect(await world.run(REVERSE, reversal(order, "600", "other-failed"))).toMatchObject({ reversed: "600" })
  expect(await moneyRowsOf(world, order)).toMatchObject({ payment_status: "captured", refunds: [], credits: [-6, -4, 10] })
  await noMoneyCalls(world, order)
})

it("reverses it across several of ours where none covers it, as refunds out of order leave them", async () => {
  const order = await buy(world)
  for (const [index, total] of ["755", "1284", "1551"].entries()) await record(order, total, `sum-${index}`)
  const call = reversal(order, "796", "failed")

  const reversed = await world.run(REVERSE, call)
  expect(reversed).toMatchObject({ reversed: "796" })
  const after = await moneyRowsOf(world, order)
  expect(after).toMatchObject({
    payment_status: "partially_refunded",
    refunds: [7.55],
    collection: { refunded_amount: 7.55 },
    summary: { pending_difference: 0, transaction_total: 17.45, current_order_total: 17.45 },
  })
  expect(after.transactions.filter(({ reference }) => reference === "refund_reversal").map(({ amount }) => amount)).toEqual(
    expect.arrayContaining([2.67, 5.29]),
  )
  expect(await world.run(REVERSE, call)).toEqual(reversed)
  expect(await moneyRowsOf(world, order)).toEqual(after)
})

it("finds the refund that Medusa made, and leaves others alone", async () => {
  const order = await buy(world)
  await record(order, "700", "ours")
  await world.admin("POST", `/admin/payments/${order.medusaPaymentId}/refund`, { amount: 5 })

  expect(await world.run(REVERSE, reversal(order, "500", "cores-failed"))).toMatchObject({ reversed: "500" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    refunds: [7],
    credits: [-5, 5, 7],
    summary: { pending_difference: 0, transaction_total: 18 },
  })
})

it("does nothing when no such refund is recorded", async () => {
  const order = await buy(world)
  await record(order, "300", "small")
  const before = await moneyRowsOf(world, order)

  expect(await world.run(REVERSE, reversal(order, "400", "unknown"))).toEqual({ reversed: "0", refund_id: null })
  expect(await moneyRowsOf(world, order)).toEqual(before)
})

describe("killed after a step", () => {
  it.each(STEPS)("%s: the repeated call finishes", async (step) => {
    const { order, refund_id } = killed(step)
    await world.run(REVERSE, reversal(order, "1000", "failed", { refund_id }))
    const after = await moneyRowsOf(world, order)
    expect(after).toMatchObject({ refunds: [], credits: [-10, 10], collection: { refunded_amount: 0 } })
    expect(after.transactions.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-10, 10, 25])
    await noMoneyCalls(world, order)
  })

  // A later event finds the refund reversed, and has nothing left to reverse.
  it.each(KEYS)("reverse-refund: a call that reverses nothing finishes under the key %s", async (key) => {
    const { order } = killed(key)
    await world.run(REVERSE, reversal(order, "0", key))
    expect(await moneyRowsOf(world, order)).toMatchObject({
      refunds: [],
      credits: [-10, 10],
      collection: { refunded_amount: 0 },
      summary: { pending_difference: 0, transaction_total: 25 },
    })
  })
})

it("finishes the record of a refund that was cut off before it reverses it", async () => {
  const { order } = killed("a refund")
  expect(await world.run(REVERSE, reversal(order, "1000", "failed"))).toMatchObject({ reversed: "1000" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    refunds: [],
    credits: [-10, 10],
    summary: { pending_difference: 0, transaction_total: 25 },
  })
})
