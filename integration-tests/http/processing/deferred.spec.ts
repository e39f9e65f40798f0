import { useSharedStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"

const world = useSharedStore()

/** A bank transfer: the shopper orders first, the money comes days later. */
async function ordered() {
  const ready = await world.shop.checkout({ sessionData: { deferred: true } })
  await world.shop.complete(ready.cart.id)
  return ready
}

const reported = async (paymentId: string, verb: "pay" | "fail" | "expire" | "cancel") => {
  const { event_id } = await world.gateway.client.change(paymentId, verb)
  await finishedEvent(world, event_id, "processed")
}

it("shows an order's payment as not confirmed yet", async () => {
  const ready = await ordered()
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payments: 0, captures: [], session: "pending_authorization" })
  expect(await world.shop.paymentStatus(ready.cart.id)).toMatchObject({
    state: "pending",
    captured_amount: 0,
    order_id: expect.stringMatching(/^order_/),
  })
})

it("pays the existing order when the money is captured", async () => {
  const ready = await ordered()
  await reported(ready.paymentId, "pay")

  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await world.shop.paymentStatus(ready.cart.id)).toMatchObject({ state: "captured", captured_amount: 25 })
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it.each([
  ["expire", "expired"],
  ["fail", "failed"],
  ["cancel", "canceled"],
] as const)("keeps the order and shows it unpaid when the payment does %s", async (verb, state) => {
  const ready = await ordered()
  await reported(ready.paymentId, verb)

  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payments: 0, captures: [], transactions: [] })
  expect(await world.shop.paymentStatus(ready.cart.id)).toMatchObject({ state, captured_amount: 0 })
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("waits for a payment without an order as well", async () => {
  const { shop } = world
  const ready = await shop.checkout({ sessionData: { deferred: true } })
  const { event_id } = await world.gateway.client.change(ready.paymentId, "require_action")
  await finishedEvent(world, event_id, "processed")
  expect(await shop.paymentStatus(ready.cart.id)).toMatchObject({ state: "requires_action", order_id: null })
  await reported(ready.paymentId, "pay")

  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
