import { openBooks } from "../support/books"
import { books, noMoneyCalls, useBooks, world } from "../support/books-world"
import { booksOf, buy, type PaidOrder } from "../support/order-books"

const CAPTURE = "payment-notification-record-captures"

useBooks()

const authorized = () => buy(world, { captured: false })

const input = ({ orderId, medusaPaymentId }: PaidOrder, total: string) => ({
  payment_id: medusaPaymentId,
  order_id: orderId,
  total,
  currency_code: "eur",
})

const capturedEvents = ({ medusaPaymentId }: PaidOrder) =>
  books.events.filter(({ name, data }) => name === "payment.captured" && data.id === medusaPaymentId).length

it("records captures in parts, each once, up to the whole", async () => {
  const order = await authorized()

  expect(await books.run(CAPTURE, input(order, "1000"))).toEqual({ recorded: "1000", captured_total: "1000" })
  expect(await booksOf(world, order)).toMatchObject({
    payment_status: "partially_captured",
    captures: [10],
    transactions: [{ amount: 10, reference: "capture" }],
    summary: { paid_total: 10, pending_difference: 15 },
  })
  expect(await books.run(CAPTURE, input(order, "1000"))).toEqual({ recorded: "0", captured_total: "1000" })
  expect(await books.run(CAPTURE, input(order, "2500"))).toEqual({ recorded: "1500", captured_total: "2500" })
  expect(await books.run(CAPTURE, input(order, "400"))).toEqual({ recorded: "0", captured_total: "2500" })
  expect(await booksOf(world, order)).toMatchObject({
    payment_status: "captured",
    captures: [10, 15],
    transactions: [{ amount: 10 }, { amount: 15 }],
    collection: { status: "completed", captured_amount: 25 },
    summary: { paid_total: 25, pending_difference: 0 },
  })
  expect(capturedEvents(order)).toBe(2)
  await noMoneyCalls(order)
})

it("leaves the same books behind as core's capture, and does not double it", async () => {
  const [ours, cores] = [await authorized(), await authorized()]
  await books.run(CAPTURE, input(ours, "2500"))
  await world.admin("POST", `/admin/payments/${cores.medusaPaymentId}/capture`, {})

  expect(await books.run(CAPTURE, input(cores, "2500"))).toEqual({ recorded: "0", captured_total: "2500" })
  expect(await booksOf(world, ours)).toEqual(await booksOf(world, cores))
  expect(capturedEvents(ours)).toBe(1)
  expect(capturedEvents(cores)).toBe(0)
  await noMoneyCalls(ours)
})

it("refuses more than was authorized and another currency", async () => {
  const order = await authorized()
  await expect(books.run(CAPTURE, input(order, "2501"))).rejects.toMatchObject({ name: "AmountMismatchError" })
  await expect(books.run(CAPTURE, { ...input(order, "100"), currency_code: "usd" })).rejects.toMatchObject({
    name: "AmountMismatchError",
  })
  expect(await booksOf(world, order)).toMatchObject({ captures: [], transactions: [] })
  await noMoneyCalls(order)
})

describe("killed after a step", () => {
  it.each(["record-capture", "book-capture-transactions", "announce-captures"])(
    "%s: the repeated call finishes",
    async (step) => {
      const order = await authorized()
      const dying = await openBooks(world, { dieAfterStep: `payment-notification-${step}` })
      await expect(dying.run(CAPTURE, input(order, "1000"))).rejects.toThrow("died")

      expect(await books.run(CAPTURE, input(order, "1000"))).toMatchObject({ captured_total: "1000" })
      expect(await booksOf(world, order)).toMatchObject({ captures: [10], transactions: [{ amount: 10, reference: "capture" }] })
      expect(capturedEvents(order)).toBe(step === "announce-captures" ? 0 : 1)
      await noMoneyCalls(order)
    },
  )

  it("inside core's capture: the repeated call tells payment and collection of it", async () => {
    const order = await authorized()
    await books.run(CAPTURE, input(order, "2500"))
    const done = await booksOf(world, order)
    // As core leaves it between its first commit and its second.
    await world.db.query(`UPDATE payment SET captured_at = NULL WHERE id = $1`, [order.medusaPaymentId])
    await world.db.query(
      `UPDATE payment_collection SET status = 'authorized', captured_amount = NULL, raw_captured_amount = NULL, completed_at = NULL
        WHERE id = (SELECT payment_collection_id FROM payment WHERE id = $1)`,
      [order.medusaPaymentId],
    )
    expect(await booksOf(world, order)).toMatchObject({ payment_status: "authorized" })

    expect(await books.run(CAPTURE, input(order, "2500"))).toMatchObject({ recorded: "0", captured_total: "2500" })
    expect(await booksOf(world, order)).toEqual(done)
    await noMoneyCalls(order)
  })
})
