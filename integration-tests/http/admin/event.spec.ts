import { stripeHeaders } from "../../../src/testing"
import { poll, storeAccounts, useSharedStore } from "../../setup"
import { inboxOf } from "../support/admin"
import { eventRow, outcomeOf, paidOnce, finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"
let inbox: ReturnType<typeof inboxOf>

const world = useSharedStore({ options: { processing: { retryInitialSeconds: 0.5, retryMaxSeconds: 1, giveUpAfterSeconds: 2 } } })

beforeAll(async () => {
  inbox = inboxOf(world)
})

const idOf = async (eventId: string) => (await eventRow(world, eventId))!.id

it("shows an event with its payment, transitions and notifications", async () => {
  const { cart, session, paymentId } = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const id = await idOf(event_id)
  const shown = await poll("the sent message", async () => {
    const event = await inbox.show(id)
    return event.timeline[0]?.notifications[0]?.state === "sent" && event
  })

  expect(shown).toMatchObject({
    id,
    event_id,
    account: "stripe",
    state: "processed",
    attempts: 1,
    body_bytes: expect.any(Number),
    payment: {
      payment_session_id: session.id,
      state: "captured",
      version: 1,
      amount: "2500",
      captured_amount: "2500",
      cart_id: cart.id,
    },
    timeline: [
      {
        fact: "payment.captured",
        from_state: "pending",
        to_state: "captured",
        version: 1,
        announced_at: expect.any(String),
        notifications: [{ recipient: cart.email, channel: "email", state: "sent", attempts: 1 }],
      },
    ],
  })
  for (const hidden of ["body", "lease_token", "leased_until"]) expect(shown).not.toHaveProperty(hidden)
  expect(shown.timeline[0].notifications[0]).not.toHaveProperty("lease_token")
})

it("never shows data that identifies the payer or grants access", async () => {
  const planted = ["ada@example.com", "4242424242424242", "pi_1_secret_abc", "Ada Lovelace", "10 Downing Street", "+4930123456"]
  const body = Buffer.from(
    JSON.stringify({
      id: "evt_planted",
      object: "event",
      type: "payment_intent.succeeded",
      created: 1,
      livemode: false,
      data: {
        object: {
          id: "pi_1",
          object: "payment_intent",
          amount: 1,
          amount_received: 1,
          currency: "eur",
          metadata: {},
          receipt_email: planted[0],
          client_secret: planted[2],
          shipping: { name: planted[3], address: { line1: planted[4] }, phone: planted[5] },
          charges: {
            data: [{ payment_method_details: { card: { number: planted[1] } }, billing_details: { email: planted[0] } }],
          },
        },
      },
    }),
  )
  const headers = stripeHeaders(body, storeAccounts.stripe!.credentials as { secret: string }, new Date())
  expect((await send(urlOf(world, "stripe"), { body, headers })).status).toBe(200)
  await finishedEvent(world, "evt_planted")
  const shown = await inbox.show(await idOf("evt_planted"))

  const text = JSON.stringify([shown, await inbox.list("event_id=evt_planted")])
  for (const secret of planted) expect(text).not.toContain(secret)
  expect(shown.payload.data.object).toMatchObject({ id: "pi_1", amount: 1, currency: "eur" })
  expect(shown.payload.data.object).not.toHaveProperty("client_secret")
  expect((await world.logs()).join("\n")).not.toMatch(new RegExp(planted.map((part) => part.replace("+", "\\+")).join("|")))
})

it.each(["GET", "POST /replay", "POST /ignore"])(
  "answers 404 to %s of an unknown event, and 401 without a token",
  async (call) => {
    const [method, suffix = ""] = call.split(" ")
    const url = `${world.url}/admin/payment-notifications/webhook-events/pwhe_unknown${suffix}`
    const request = { method: method!, ...(method === "POST" ? { body: '{"reason":"x"}' } : {}) }
    const headers = { "content-type": "application/json", authorization: `Bearer ${world.facts.adminToken}` }

    expect((await fetch(url, { ...request, headers: { "content-type": "application/json" } })).status).toBe(401)
    const reply = await fetch(url, { ...request, headers: suffix === "/replay" ? { ...headers } : headers })
    expect([reply.status, await reply.json()]).toEqual([404, expect.objectContaining({ type: "not_found" })])
  },
)

it("replays a quarantined event once its cause is mended, and an applied one without applying it twice", async () => {
  const ready = await world.shop.checkout()
  await world.db.query(`UPDATE payment_session SET amount = 99, raw_amount = '{"value": "99", "precision": 20}' WHERE id = $1`, [
    ready.session.id,
  ])
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "quarantined")
  const id = await idOf(event_id)
  await world.db.query(`UPDATE payment_session SET amount = 25, raw_amount = '{"value": "25", "precision": 20}' WHERE id = $1`, [
    ready.session.id,
  ])

  expect(await inbox.replay(id)).toMatchObject({ id, attempts: expect.any(Number) })
  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())

  await inbox.replay(id)
  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: "stale" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  await expect(world.gateway.client.moneyCalls(ready.paymentId)).resolves.toEqual([])
  await poll("the mail", async () => (await world.gateway.client.mailbox(ready.cart.email!)).length === 1)
})

it("ignores with a reason, and undoes that by a replay", async () => {
  const event = anEvent({ sessionId: "payses_never" })
  await send(urlOf(world, "hmac"), signed("hmac", event))
  await finishedEvent(world, event.id, "dead")
  const id = await idOf(event.id)

  for (const body of [
    {},
    { reason: "" },
    { reason: "   " },
    { reason: 7 },
    { reason: "x".repeat(501) },
    { reason: "x", more: 1 },
  ]) {
    await expect(inbox.ignore(id, body)).rejects.toMatchObject({ status: 400 })
  }
  expect(await inbox.show(id)).toMatchObject({ state: "dead", allowed: ["replay", "ignore"] })

  expect(await inbox.ignore(id, { reason: "  test order of the agency " })).toMatchObject({
    state: "ignored",
    reason: "test order of the agency",
    allowed: ["replay"],
  })
  await expect(inbox.ignore(id, { reason: "again" })).rejects.toMatchObject({ status: 400, body: { type: "not_allowed" } })

  await inbox.replay(id)
  expect(await finishedEvent(world, event.id, "dead")).toMatchObject({ reason: "unmatched_payment" })
})

it("replays an event of no session once, although it reports money itself", async () => {
  const event = anEvent()
  await send(urlOf(world, "hmac"), signed("hmac", event))
  const before = await finishedEvent(world, event.id, "ignored")
  await inbox.replay(before.id)
  await finishedEvent(world, event.id, "ignored")
  // One that was made due again is claimed before this one is.
  const later = anEvent()
  await send(urlOf(world, "hmac"), signed("hmac", later))
  await finishedEvent(world, later.id, "ignored")

  expect(await eventRow(world, event.id)).toMatchObject({ state: "ignored", reason: "no_session", attempts: 1 })
})

it("does not ignore an applied event, nor replay one that waits", async () => {
  const ready = await world.shop.checkout()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  await expect(inbox.ignore(await idOf(event_id), { reason: "no" })).rejects.toMatchObject({
    status: 400,
    body: { type: "not_allowed" },
  })

  const waiting = anEvent()
  await send(urlOf(world, "hmac"), signed("hmac", waiting))
  await finishedEvent(world, waiting.id)
  const id = await idOf(waiting.id)
  for (const state of ["received", "processing"]) {
    await world.db.query(
      `UPDATE payment_webhook_event SET state = $2, next_attempt_at = now() + interval '1 hour' WHERE id = $1`,
      [id, state],
    )
    await expect(inbox.replay(id)).rejects.toMatchObject({ status: 400, body: { type: "not_allowed" } })
  }
})

it("shows events of an account that has left the configuration, and does not apply them", async () => {
  const event = anEvent()
  await send(urlOf(world, "hmac"), signed("hmac", event))
  await finishedEvent(world, event.id)
  const id = await idOf(event.id)
  await world.db.query(`UPDATE payment_webhook_event SET account = 'gone' WHERE id = $1`, [id])
  await inbox.replay(id)

  expect(await finishedEvent(world, event.id, "dead")).toMatchObject({
    reason: "unknown_account",
    last_error: expect.stringContaining("gone"),
  })
  expect(await inbox.show(id)).toMatchObject({ account: "gone", state: "dead" })
})
