import { useSharedStore } from "../../setup"
import { eventRow, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const world = useSharedStore()

const manual = { sessionData: { capture_mode: "manual" } }
/** The generic dialect names every capture; Stripe's reports sums. */
const named = { account: "hmac" }

async function authorized() {
  const ready = await world.shop.checkout(manual)
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  return ready
}

const capture = (paymentId: string, capture_amount: number, delivery: object = {}) =>
  world.gateway.client.change(paymentId, "capture", { capture_amount, delivery })

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

it.each([
  ["told by sums", {}],
  ["named one by one", named],
])("records a payment that is captured in parts, %s", async (_how, delivery) => {
  const ready = await authorized()
  const first = await capture(ready.paymentId, 1000, delivery)
  await finishedEvent(world, first.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({ captures: [10], payment_status: "partially_captured" })
  expect(await world.shop.paymentStatus(ready.cart.id)).toMatchObject({ state: "captured", captured_amount: 10 })

  const rest = await capture(ready.paymentId, 1500, { ...delivery, times: 3 })
  await finishedEvent(world, rest.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({
    orders: 1,
    captures: [10, 15],
    payment_status: "captured",
    transactions: [
      { amount: 10, reference: "capture" },
      { amount: 15, reference: "capture" },
    ],
  })
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("records the same money when the parts arrive in reverse, before the authorization", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout(manual)
  const held = { ...named, hold: true }
  const events = [
    await gateway.client.change(ready.paymentId, "pay", { delivery: held }),
    await capture(ready.paymentId, 500, held),
    await capture(ready.paymentId, 700, held),
    await capture(ready.paymentId, 1300, held),
  ]
  await gateway.client.release({ payment_id: ready.paymentId, order: "lifo" })
  for (const { event_id } of events) await finishedEvent(world, event_id, "processed")

  const outcome = await outcomeOf(world, ready)
  expect(outcome).toMatchObject({ orders: 1, payments: 1, payment_status: "captured" })
  expect(sumOf(outcome.captures)).toBe(25)
  expect(sumOf(outcome.transactions.map(({ amount }) => amount))).toBe(25)
  expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("quarantines a part of a payment not authorized in full, and retries it once it is", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout(manual)
  const authorization = await gateway.client.change(ready.paymentId, "pay", { delivery: { ...named, hold: true } })
  const part = await capture(ready.paymentId, 500, named)
  expect(await finishedEvent(world, part.event_id, "quarantined")).toMatchObject({
    reason: "amount_mismatch",
    last_error: "expected 25.00 EUR, reported 5.00 EUR",
  })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0, captures: [] })

  await gateway.client.release({ payment_id: ready.paymentId })
  await finishedEvent(world, authorization.event_id, "processed")
  await finishedEvent(world, part.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [5], payment_status: "partially_captured" })
})

it("quarantines a capture beyond the order's sum", async () => {
  const ready = await authorized()
  const { event_id } = await capture(ready.paymentId, 3000, named)
  expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({
    reason: "amount_mismatch",
    last_error: "expected 25.00 EUR, reported 30.00 EUR",
  })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [], payment_status: "authorized" })
})

it("leaves the captured part alone when the remainder is voided", async () => {
  const { gateway } = world
  const ready = await authorized()
  const part = await capture(ready.paymentId, 1000, named)
  await finishedEvent(world, part.event_id, "processed")
  const released = await gateway.client.change(ready.paymentId, "cancel", { delivery: named })

  expect(await finishedEvent(world, released.event_id)).toMatchObject({ state: "processed", reason: "stale" })
  expect(await outcomeOf(world, ready)).toMatchObject({ captures: [10], payment_status: "partially_captured", canceled: false })
})

it("adds the provider's own capture to one that Medusa made", async () => {
  const { gateway, admin, db } = world
  const ready = await authorized()
  const { rows } = await db.query(`SELECT id FROM payment WHERE payment_session_id = $1`, [ready.session.id])
  await admin("POST", `/admin/payments/${rows[0].id}/capture`, {})
  const { event_id } = await gateway.client.change(ready.paymentId, "capture", { report_only: true, delivery: named })
  await finishedEvent(world, event_id, "processed")

  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await eventRow(world, event_id)).toMatchObject({ fact: "payment.captured" })
  expect((await gateway.client.moneyCalls(ready.paymentId)).map(({ verb }) => verb)).toEqual(["capture"])
})
