import type { ChangeRequest } from "../../../src/testing"
import { storeAccounts, useSharedStore } from "../../setup"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const SANDBOX = ["pp_sandbox_sandbox"]
const secret = storeAccounts.hmac!.credentials.secret as string
const keys = { keys: [{ id: "demo", secrets: [secret] }] }

const world = useSharedStore({
  options: {
    accounts: [
      { id: "hmac", provider: "hmac", paymentProviders: SANDBOX, options: keys },
      { id: "live", provider: "hmac", mode: "live", paymentProviders: SANDBOX, options: keys },
      { id: "other", provider: "hmac", paymentProviders: ["pp_stripe_stripe"], options: keys },
    ],
  },
  account: "hmac",
})

beforeAll(async () => {
  const { credentials } = storeAccounts.hmac!
  const account = (id: string) => ({ dialect: "hmac", credentials, url: `${world.url}/webhooks/payments/${id}` })
  const sandbox = {
    dialect: "sandbox",
    credentials: storeAccounts.sandbox!.credentials,
    url: `${world.url}${storeAccounts.sandbox!.path}`,
  }
  await world.gateway.client.setAccounts({ hmac: account("hmac"), live: account("live"), other: account("other"), sandbox })
})

const lies: Array<[string, ChangeRequest, RegExp]> = [
  ["less money", { amount: 100 }, /expected 25\.00 EUR, reported 1\.00 EUR/],
  ["one cent less", { amount: 2499 }, /reported 24\.99 EUR/],
  ["more money", { amount: 250_000 }, /reported 2500\.00 EUR/],
  ["no money", { amount: 0 }, /reported 0\.00 EUR/],
  ["another currency", { currency: "USD" }, /expected currency EUR, reported USD/],
  ["another currency of the same number", { currency: "JPY" }, /reported JPY/],
  [
    "test money on a live account",
    { delivery: { account: "live" }, mode: "test" },
    /takes live payments, the provider reports a test one/,
  ],
  ["a session of another payment provider", { delivery: { account: "other" } }, /takes pp_stripe_stripe/],
  ["less money on core's route", { delivery: { account: "sandbox" }, amount: 100 }, /reported 1\.00 EUR/],
]

it.each(lies)("quarantines a capture that reports %s", async (_what, request, detail) => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay", request)

  expect(await finishedEvent(world, event_id)).toMatchObject({
    state: "quarantined",
    reason: "amount_mismatch",
    last_error: expect.stringMatching(detail),
    attempts: 1,
  })
  expect(await outcomeOf(world, ready)).toMatchObject({ ...notOrdered, session: "pending" })
  expect(await shop.paymentStatus(ready.cart.id)).toMatchObject({ state: "pending", version: 0 })
})

it("makes the order of a true report that follows a false one", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const lie = await gateway.client.change(ready.paymentId, "pay", { amount: 1 })
  await finishedEvent(world, lie.event_id, "quarantined")
  const truth = await gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, truth.event_id)).toMatchObject({ state: "processed" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("quarantines an authorization of the wrong amount, before there is an order", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { event_id } = await gateway.client.change(ready.paymentId, "authorize", { amount: 2 })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "quarantined" })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
})

it("quarantines a capture beyond the authorization: the order stays unpaid", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const authorized = await gateway.client.change(ready.paymentId, "authorize")
  await finishedEvent(world, authorized.event_id, "processed")
  const { event_id } = await gateway.client.change(ready.paymentId, "capture", { amount: 2600 })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "quarantined" })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized", captures: [], transactions: [] })
})

it("quarantines the money of a session whose cart grew afterwards", async () => {
  const { shop, gateway, db } = world
  const ready = await shop.checkout()
  // Core drops the sessions of a changed cart, so only a fault elsewhere gets here: this tests the last line of defense.
  await db.query(`UPDATE cart_line_item SET quantity = 2 WHERE cart_id = $1`, [ready.cart.id])
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, event_id)).toMatchObject({
    state: "quarantined",
    last_error: expect.stringMatching(/asked for at 25\.00 EUR, the cart costs 50\.00 EUR now/),
  })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
})
