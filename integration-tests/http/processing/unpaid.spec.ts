import type { Change } from "../../../src/testing"
import type { CheckoutOptions } from "../../../scripts/lib/shop"
import { useSharedStore } from "../../setup"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const world = useSharedStore()

const manual = { sessionData: { capture_mode: "manual" } }

const checkout = (options?: CheckoutOptions) => world.shop.checkout(options)

/** Reports a change and waits until it is applied. */
const report = async (paymentId: string, verb: Change, request: object = {}) => {
  const { event_id } = await world.gateway.client.change(paymentId, verb, request)
  return finishedEvent(world, event_id)
}

const noMoneyCalls = async (paymentId: string) => expect(await world.gateway.client.moneyCalls(paymentId)).toEqual([])

it("shows a failed payment on its session and to the shopper, and makes no order", async () => {
  const ready = await checkout()

  expect(await report(ready.paymentId, "fail", { reason_code: "insufficient_funds" })).toMatchObject({ state: "processed" })
  expect(await outcomeOf(world, ready)).toMatchObject({ ...notOrdered, session: "error" })
  expect(await world.shop.paymentStatus(ready.cart.id)).toMatchObject({
    state: "failed",
    reason_code: "insufficient_funds",
    order_id: null,
  })
  await noMoneyCalls(ready.paymentId)
})

it("makes the order when the second attempt succeeds", async () => {
  const ready = await checkout()
  await report(ready.paymentId, "fail")
  await report(ready.paymentId, "fail")

  expect(await report(ready.paymentId, "pay")).toMatchObject({ state: "processed", reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  await noMoneyCalls(ready.paymentId)
})

it("does not cancel an authorized order for a failure that arrives late", async () => {
  const ready = await checkout()
  const occurred_at = new Date(Date.now() - 60_000).toISOString()
  await report(ready.paymentId, "pay")

  expect(await report(ready.paymentId, "fail", { report_only: true, occurred_at })).toMatchObject({
    state: "processed",
    reason: "stale",
  })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it.each(["cancel", "expire"] as const)(
  "closes the session of a payment that was given up before there was an order (%s)",
  async (verb) => {
    const ready = await checkout()

    expect(await report(ready.paymentId, verb)).toMatchObject({ state: "processed" })
    expect(await outcomeOf(world, ready)).toMatchObject({ ...notOrdered, session: "canceled" })
    expect((await world.shop.paymentStatus(ready.cart.id)).state).toBe(verb === "cancel" ? "canceled" : "expired")
    await noMoneyCalls(ready.paymentId)
  },
)

it.each(["cancel", "expire"] as const)(
  "shows on an authorized order that its payment was given up (%s), without calling the provider",
  async (verb) => {
    const ready = await checkout(manual)
    await report(ready.paymentId, "pay")
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized" })

    expect(await report(ready.paymentId, verb)).toMatchObject({ state: "processed" })
    expect(await outcomeOf(world, ready)).toMatchObject({
      orders: 1,
      payment_status: "canceled",
      canceled: true,
      captures: [],
      transactions: [],
    })
    await noMoneyCalls(ready.paymentId)
  },
)

it("quarantines a capture that is reported after the payment was canceled", async () => {
  const ready = await checkout(manual)
  await report(ready.paymentId, "pay")
  await report(ready.paymentId, "cancel")

  expect(await report(ready.paymentId, "capture")).toMatchObject({ state: "quarantined", reason: "conflict" })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "canceled", captures: [], transactions: [] })
  await noMoneyCalls(ready.paymentId)
})

it("quarantines a cancellation that is reported after the money was captured", async () => {
  const ready = await checkout()
  await report(ready.paymentId, "pay")

  expect(await report(ready.paymentId, "cancel", { report_only: true })).toMatchObject({
    state: "quarantined",
    reason: "conflict",
  })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("waits for the buyer's action, and records the money afterwards", async () => {
  const ready = await checkout()

  expect(await report(ready.paymentId, "require_action")).toMatchObject({ state: "processed" })
  expect(await outcomeOf(world, ready)).toMatchObject({ ...notOrdered, session: "requires_more" })
  expect((await world.shop.paymentStatus(ready.cart.id)).state).toBe("requires_action")

  await report(ready.paymentId, "pay")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  await noMoneyCalls(ready.paymentId)
})

it("waits after a failed attempt too: the session is open again", async () => {
  const ready = await checkout()
  await report(ready.paymentId, "fail")
  // Of two reports of one second the failure would count as the later one.
  await report(ready.paymentId, "require_action", { occurred_at: new Date(Date.now() + 1_000).toISOString() })

  expect(await outcomeOf(world, ready)).toMatchObject({ ...notOrdered, session: "requires_more" })
})

it("shows a failed capture on the order, and the capture that succeeds afterwards", async () => {
  const ready = await checkout(manual)
  await report(ready.paymentId, "pay")
  expect(await report(ready.paymentId, "fail")).toMatchObject({ state: "processed" })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [], canceled: false })

  expect(await report(ready.paymentId, "capture")).toMatchObject({ state: "processed", reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  await noMoneyCalls(ready.paymentId)
})
