import { poll, useSharedStore } from "../../setup"
import { useKilled, type CutAfter } from "../support/killed"
import { announced, moneyRowsOf, buy, noMoneyCalls, type PaidOrder } from "../support/order-money"

const CAPTURE = "payment-notification-record-captures"

const world = useSharedStore()

// From here on they are counted.
beforeAll(() => world.events())

const authorized = () => buy(world, { captured: false })

const input = ({ orderId, medusaPaymentId }: PaidOrder, total: string) => ({
  payment_id: medusaPaymentId,
  order_id: orderId,
  total,
  currency_code: "eur",
})

const capturedEvents = ({ medusaPaymentId }: PaidOrder) => announced(world, "payment.captured", medusaPaymentId)

const STEPS = ["record-capture", "record-capture-transactions", "announce-captures"]

const killed = useKilled(
  world,
  Object.fromEntries(
    STEPS.map((step) => [
      step,
      async (cutAfter: CutAfter) => {
        const order = await authorized()
        await cutAfter(CAPTURE, input(order, "1000"), `payment-notification-${step}`)
        return order
      },
    ]),
  ),
)

it("records partial captures, each once, up to the whole", async () => {
  const order = await authorized()

  expect(await world.run(CAPTURE, input(order, "1000"))).toEqual({ recorded: "1000", captured_total: "1000" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    payment_status: "partially_captured",
    captures: [10],
    transactions: [{ amount: 10, reference: "capture" }],
    summary: { paid_total: 10, pending_difference: 15 },
  })
  expect(await world.run(CAPTURE, input(order, "1000"))).toEqual({ recorded: "0", captured_total: "1000" })
  expect(await world.run(CAPTURE, input(order, "2500"))).toEqual({ recorded: "1500", captured_total: "2500" })
  expect(await world.run(CAPTURE, input(order, "400"))).toEqual({ recorded: "0", captured_total: "2500" })
  expect(await moneyRowsOf(world, order)).toMatchObject({
    payment_status: "captured",
    captures: [10, 15],
    transactions: [{ amount: 10 }, { amount: 15 }],
    collection: { status: "completed", captured_amount: 25 },
    summary: { paid_total: 25, pending_difference: 0 },
  })
  expect(await capturedEvents(order)).toBe(2)
  await noMoneyCalls(world, order)
})

it("leaves the same money rows as core's capture, and does not double it", async () => {
  const [ours, cores] = [await authorized(), await authorized()]
  await world.run(CAPTURE, input(ours, "2500"))
  await world.admin("POST", `/admin/payments/${cores.medusaPaymentId}/capture`, {})
  await poll("core's own announcement", async () => (await capturedEvents(cores)) === 1)

  expect(await world.run(CAPTURE, input(cores, "2500"))).toEqual({ recorded: "0", captured_total: "2500" })
  expect(await moneyRowsOf(world, ours)).toEqual(await moneyRowsOf(world, cores))
  expect(await capturedEvents(ours)).toBe(1)
  // Our captures have announced nothing on core's own payment.
  expect(await capturedEvents(cores)).toBe(1)
  await noMoneyCalls(world, ours)
})

it("refuses more than was authorized and another currency", async () => {
  const order = await authorized()
  await expect(world.run(CAPTURE, input(order, "2501"))).rejects.toMatchObject({ name: "AmountMismatchError" })
  await expect(world.run(CAPTURE, { ...input(order, "100"), currency_code: "usd" })).rejects.toMatchObject({
    name: "AmountMismatchError",
  })
  expect(await moneyRowsOf(world, order)).toMatchObject({ captures: [], transactions: [] })
  await noMoneyCalls(world, order)
})

describe("killed after a step", () => {
  it.each(STEPS)("%s: the repeated call finishes", async (step) => {
    const order = killed(step)
    expect(await world.run(CAPTURE, input(order, "1000"))).toMatchObject({ captured_total: "1000" })
    expect(await moneyRowsOf(world, order)).toMatchObject({
      captures: [10],
      transactions: [{ amount: 10, reference: "capture" }],
    })
    expect(await capturedEvents(order)).toBe(step === "announce-captures" ? 0 : 1)
    await noMoneyCalls(world, order)
  })

  it("inside core's capture: the repeated call updates payment and collection", async () => {
    const order = await authorized()
    await world.run(CAPTURE, input(order, "2500"))
    const done = await moneyRowsOf(world, order)
    // As core leaves it between its first commit and its second.
    await world.db.query(`UPDATE payment SET captured_at = NULL WHERE id = $1`, [order.medusaPaymentId])
    await world.db.query(
      `UPDATE payment_collection SET status = 'authorized', captured_amount = NULL, raw_captured_amount = NULL, completed_at = NULL
        WHERE id = (SELECT payment_collection_id FROM payment WHERE id = $1)`,
      [order.medusaPaymentId],
    )
    expect(await moneyRowsOf(world, order)).toMatchObject({ payment_status: "authorized" })

    expect(await world.run(CAPTURE, input(order, "2500"))).toMatchObject({ recorded: "0", captured_total: "2500" })
    expect(await moneyRowsOf(world, order)).toEqual(done)
    await noMoneyCalls(world, order)
  })
})
