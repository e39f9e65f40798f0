import { useSharedStore } from "../../setup"
import { useKilled, type CutAfter } from "../support/killed"
import { announced, moneyRowsOf, buy, noMoneyCalls, type PaidOrder } from "../support/order-money"

const RECORD = "payment-notification-record-refund"

const world = useSharedStore()

// From here on they are counted.
beforeAll(() => world.events())

const input = ({ orderId, medusaPaymentId }: PaidOrder, total: string, key: string) => ({
  payment_id: medusaPaymentId,
  order_id: orderId,
  total,
  currency_code: "eur",
  key,
})

const refundInAdmin = ({ medusaPaymentId }: PaidOrder, amount: number) =>
  world.admin("POST", `/admin/payments/${medusaPaymentId}/refund`, { amount })

const refundedEvents = ({ medusaPaymentId }: PaidOrder) => announced(world, "payment.refunded", medusaPaymentId)

const STEPS = [
  "payment-notification-insert-refund",
  "payment-notification-update-refunded-amount",
  "payment-notification-decide-refund-credit",
  "payment-notification-record-refund-transactions",
  "payment-notification-record-refund-credit",
  "payment-notification-announce-refunds",
]

const cutOff =
  (step: string, key: string) =>
  async (cutAfter: CutAfter): Promise<PaidOrder> => {
    const order = await buy(world)
    await cutAfter(RECORD, input(order, "1000", key), step)
    return order
  }

const killed = useKilled(world, {
  "for core to mend": cutOff(STEPS[0]!, "cut-off"),
  ...Object.fromEntries(STEPS.map((step) => [step, cutOff(step, "killed")])),
})

it("leaves the same money rows as core's own refunds, without calling the provider", async () => {
  const [ours, cores] = [await buy(world), await buy(world)]

  expect(await world.run(RECORD, input(ours, "1000", "first"))).toMatchObject({ recorded: "1000", refunded_total: "1000" })
  await refundInAdmin(cores, 10)
  expect(await moneyRowsOf(world, ours)).toEqual(await moneyRowsOf(world, cores))
  expect(await moneyRowsOf(world, ours)).toMatchObject({ payment_status: "partially_refunded", refunds: [10], credits: [10] })

  expect(await world.run(RECORD, input(ours, "2500", "second"))).toMatchObject({ recorded: "1500", refunded_total: "2500" })
  await refundInAdmin(cores, 15)
  expect(await moneyRowsOf(world, ours)).toEqual(await moneyRowsOf(world, cores))
  expect(await moneyRowsOf(world, ours)).toMatchObject({
    payment_status: "refunded",
    refunds: [10, 15],
    credits: [10, 15],
    collection: { status: "completed", captured_amount: 25, refunded_amount: 25 },
    summary: { pending_difference: 0, paid_total: 25, refunded_total: 25, transaction_total: 0 },
  })
  expect(await refundedEvents(ours)).toBe(2)
  await noMoneyCalls(world, ours)
})

it("answers a repeated call as before, and records no known total again", async () => {
  const order = await buy(world)
  const first = await world.run(RECORD, input(order, "1000", "a"))
  const after = await moneyRowsOf(world, order)

  expect(await world.run(RECORD, input(order, "1000", "a"))).toEqual(first)
  expect(await world.run(RECORD, input(order, "1000", "b"))).toEqual({ recorded: "0", refund_id: null, refunded_total: "1000" })
  expect(await world.run(RECORD, input(order, "400", "late"))).toEqual({ recorded: "0", refund_id: null, refunded_total: "1000" })
  expect(await moneyRowsOf(world, order)).toEqual(after)
  expect(await refundedEvents(order)).toBe(1)
  await noMoneyCalls(world, order)
})

it("counts a refund that Medusa made, and adds only the provider's own", async () => {
  const order = await buy(world)
  await refundInAdmin(order, 5)

  expect(await world.run(RECORD, input(order, "500", "cores"))).toMatchObject({ recorded: "0", refund_id: null })
  expect(await world.run(RECORD, input(order, "1200", "more"))).toMatchObject({ recorded: "700", refunded_total: "1200" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    refunds: [5, 7],
    credits: [5, 7],
    transactions: [{ amount: 25 }, { amount: -5 }, { amount: -7 }],
    collection: { refunded_amount: 12 },
  })
  expect((await world.gateway.client.moneyCalls(order.paymentId)).map(({ verb, amount }) => [verb, amount])).toEqual([
    ["refund", 500],
  ])
})

it("refuses more than was paid, another currency, and waits for a capture that is not recorded yet", async () => {
  const order = await buy(world)
  await expect(world.run(RECORD, input(order, "2501", "too-much"))).rejects.toThrow("is over 2500")
  await expect(world.run(RECORD, { ...input(order, "100", "usd"), currency_code: "usd" })).rejects.toMatchObject({
    name: "AmountMismatchError",
  })
  const authorized = await buy(world, { captured: false })
  await expect(world.run(RECORD, input(authorized, "100", "early"))).rejects.toMatchObject({ name: "AwaitsPaymentError" })
  expect((await moneyRowsOf(world, order)).refunds).toEqual([])
  expect((await moneyRowsOf(world, authorized)).refunds).toEqual([])
})

it("mends the transaction that core's refund adds for a refund of ours that was cut off", async () => {
  const order = killed("for core to mend")
  await refundInAdmin(order, 3)
  expect((await moneyRowsOf(world, order)).transactions.map(({ amount }) => amount).sort()).toEqual([-3, -3, 25])

  await world.run(RECORD, input(order, "1000", "cut-off"))
  expect((await moneyRowsOf(world, order)).transactions.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([-10, -3, 25])
  expect(await moneyRowsOf(world, order)).toMatchObject({
    collection: { refunded_amount: 13 },
    summary: { paid_total: 25, refunded_total: 13, transaction_total: 12, pending_difference: 0 },
  })
})

describe("killed after a step", () => {
  it.each(STEPS)("%s: the next call finishes it", async (step) => {
    const order = killed(step)
    // Half of the steps go on with the same call, half with the next one: both must find the open refunds.
    const key = STEPS.indexOf(step) % 2 ? "another" : "killed"
    await world.run(RECORD, input(order, "1000", key))
    expect(await moneyRowsOf(world, order)).toMatchObject({
      payment_status: "partially_refunded",
      refunds: [10],
      credits: [10],
      transactions: [{ amount: 25 }, { amount: -10, reference: "refund" }],
      collection: { refunded_amount: 10 },
      summary: { paid_total: 25, refunded_total: 10, pending_difference: 0 },
    })
    expect(await refundedEvents(order)).toBe(step.endsWith("announce-refunds") ? 0 : 1)
    await noMoneyCalls(world, order)
  })
})
