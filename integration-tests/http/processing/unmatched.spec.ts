import { useSharedStore } from "../../setup"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const world = useSharedStore({ options: { processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1, giveUpAfterSeconds: 6 } } })

const replay = async (id: string) => world.admin("POST", `/admin/payment-notifications/webhook-events/${id}/replay`, {})

it("retries an event that precedes its session, then makes it dead, visibly", async () => {
  const { gateway } = world
  const { id } = await gateway.client.createPayment({ amount: 2500, currency: "EUR", session_id: "payses_never" })
  const { event_id } = await gateway.client.change(id, "pay")

  expect(await finishedEvent(world, event_id, "failed")).toMatchObject({
    reason: "unmatched_payment",
    last_error: expect.stringContaining("payses_never"),
  })
  const dead = await finishedEvent(world, event_id, "dead")
  expect(dead).toMatchObject({ reason: "unmatched_payment", last_error: expect.stringContaining("payses_never") })
  expect(dead.attempts).toBeGreaterThan(1)
})

it("applies a dead event that is replayed once its cause is mended", async () => {
  const { shop, gateway, db } = world
  const ready = await shop.checkout()
  // The session as it was before it was created.
  await db.query(`UPDATE payment_session SET deleted_at = now() WHERE id = $1`, [ready.session.id])
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")
  const { id } = await finishedEvent(world, event_id, "dead")
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  await db.query(`UPDATE payment_session SET deleted_at = NULL WHERE id = $1`, [ready.session.id])
  await replay(id)

  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null, last_error: null, attempts: 1 })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("applies an event by itself when its session appears while it is being tried", async () => {
  const { shop, gateway, db } = world
  const ready = await shop.checkout()
  await db.query(`UPDATE payment_session SET deleted_at = now() WHERE id = $1`, [ready.session.id])
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "failed")
  await db.query(`UPDATE payment_session SET deleted_at = NULL WHERE id = $1`, [ready.session.id])

  expect((await finishedEvent(world, event_id, "processed")).attempts).toBeGreaterThan(1)
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("shows money that was paid for a cart which then changed", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  await shop.addItem(ready.cart.id)
  const { event_id } = await gateway.client.change(ready.paymentId, "pay", { report_only: true })

  expect(await finishedEvent(world, event_id, "failed")).toMatchObject({
    reason: "unmatched_payment",
    last_error: expect.stringContaining(ready.session.id),
  })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  await finishedEvent(world, event_id, "dead")
})

it("retries while the gateway cannot report the payment's state yet", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "capture", { report_only: true })
  await finishedEvent(world, event_id, "failed")
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  await gateway.client.change(ready.paymentId, "capture", { delivery: { times: 0 } })

  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("finds the session of an event that names the provider's payment only", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const authorized = await gateway.client.change(ready.paymentId, "authorize")
  await finishedEvent(world, authorized.event_id, "processed")
  const { event_id } = await gateway.client.change(ready.paymentId, "capture", { session_id: null })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", payment_session_id: ready.session.id })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("ignores events of another system on the same account", async () => {
  const { gateway } = world
  const { id } = await gateway.client.createPayment({ amount: 100, currency: "EUR" })
  const { event_id } = await gateway.client.change(id, "pay")

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "ignored", reason: "no_session", attempts: 1 })
})
