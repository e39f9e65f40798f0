import { poll, useSharedStore } from "../../setup"
import { finishedEvent, eventRow } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const world = useSharedStore()

const ADMIN = "/admin/payment-notifications/accounts"

const list = async () => (await world.admin<{ accounts: any[] }>("GET", ADMIN)).accounts
const show = async (id: string) => (await world.admin<{ account: any }>("GET", `${ADMIN}/${id}`)).account
const test = async (id: string) => (await world.admin<{ test: any }>("POST", `${ADMIN}/${id}/ping`, {})).test

it("is for admins only", async () => {
  for (const [path, method] of [
    ["", "GET"],
    ["/stripe", "GET"],
    ["/stripe/ping", "POST"],
  ] as const)
    // prettier-ignore
    expect((await fetch(`${world.url}${ADMIN}${path}`, { method })).status).toBe(401)
})

it("lists the configured accounts with what is to be entered at the provider, and no secret", async () => {
  const accounts = await list()
  const stripe = accounts.find(({ id }) => id === "stripe")
  expect(stripe).toMatchObject({
    provider: "stripe",
    provider_name: "Stripe",
    path: "/webhooks/payments/stripe",
    payment_providers: ["pp_sandbox_sandbox"],
    secrets: [{ option: "signingSecrets", count: 1 }],
    can_test: true,
    is_built_in: true,
  })
  expect(stripe.events).toContain("payment_intent.succeeded")
  expect(accounts.find(({ id }) => id === "acme")).toMatchObject({ is_built_in: false, can_test: false, events: [] })
  expect(JSON.stringify(accounts)).not.toMatch(/whsec_|secret_|-----BEGIN/)
  await expect(show("nobody")).rejects.toThrow(/404/)
})

it("tells of an account's last event, of its calls, and what the doctor finds", async () => {
  const { paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  const { received_at, type } = await finishedEvent(world, event_id, "processed")
  await send(urlOf(world, "stripe"), { body: "{}" })

  const stripe = await poll("the counts", async () => {
    const account = await show("stripe")
    return account.calls_24h.accepted > 0 && account.calls_24h.refused > 0 && account
  }, { timeoutMs: 60_000 }) // prettier-ignore
  expect(Date.parse(stripe.last_event_at)).toBeGreaterThanOrEqual(received_at.getTime())
  expect(stripe.last_event_type).toBe(type)
  expect(stripe.last_event_lag_seconds).toEqual(expect.any(Number))
  expect(stripe.findings).toEqual([
    { check: "account stripe: secrets", level: expect.any(String), says: expect.any(String) },
    { check: "account stripe: asking the provider", level: "warn", says: expect.stringContaining("lacks the credentials") },
    // The store is shared: other specs' webhooks are among them.
    { check: "account stripe: events", level: "ok", says: expect.stringMatching(/payment\.captured\b.* among the newest 100/) },
  ])
})

it.each(["stripe", "hmac", "standard-webhooks"])(
  "has a test call of %s verified and recorded, which moves nothing",
  async (id) => {
    const before = await show(id)
    const { webhook_event_id } = await test(id)
    const { rows } = await world.db.query(`SELECT * FROM payment_webhook_event WHERE id = $1`, [webhook_event_id])

    expect(rows).toMatchObject([
      { account: id, type: "test.ping", source: "test", state: "ignored", reason: "no_fact", fact: null },
    ])
    // A test is none of the provider's own webhooks.
    expect((await show(id)).last_event_at).toBe(before.last_event_at)
    expect((await test(id)).webhook_event_id).not.toBe(webhook_event_id)
    // Whoever applies it by hand finds the same: there is no fact in it.
    await world.admin("POST", `/admin/payment-notifications/webhook-events/${webhook_event_id}/replay`, {})
    await poll("the replayed test", async () => (await eventRow(world, rows[0].event_id))?.state === "ignored")
    const moved = await world.db.query(`SELECT FROM payment_transition WHERE webhook_event_id = $1`, [webhook_event_id])
    expect(moved.rows).toEqual([])
  },
)

it("signs nothing for a provider that only signs itself", async () => {
  await expect(test("acme")).rejects.toThrow(/only acme itself can sign/)
  await expect(test("nobody")).rejects.toThrow(/404/)
})

it("takes in the provider's own call of the same type as a webhook", async () => {
  const event = anEvent({ id: "evt_own_of_hmac" })
  await send(urlOf(world, "hmac"), signed("hmac", event))
  await finishedEvent(world, "evt_own_of_hmac")
  expect((await show("hmac")).last_event_type).toBe("payment.captured")
})
