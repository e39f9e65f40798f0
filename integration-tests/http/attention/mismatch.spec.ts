import type { ChangeRequest } from "../../../src/testing"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { HttpError } from "../../setup"
import { poll, useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { notOrdered, outcomeOf, paidOnce, finishedEvent } from "../support/look"

const MERCHANT = "merchant@example.com"

const world = useSharedStore({
  options: { notifications: { shop: { name: "Example Store" }, merchantRecipients: [MERCHANT] } },
  account: "hmac",
})

/** A checkout whose payment is reported with a difference, and quarantined. */
async function quarantined(lie: ChangeRequest, sessionData?: Record<string, unknown>): Promise<ReadyCart & { eventId: string }> {
  const ready = await world.shop.checkout(sessionData ? { sessionData } : {})
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay", lie)
  await finishedEvent(world, event_id, "quarantined")
  return { ...ready, eventId: event_id }
}

const refusal = (promise: Promise<unknown>): Promise<HttpError> =>
  promise.then(
    () => {
      throw new Error("it was allowed")
    },
    (error: HttpError) => error,
  )

it("opens one item for a difference, names it, and notifies the merchant", async () => {
  const ready = await quarantined({ amount: 2400 })
  const item = await attentionOf(world).about(ready.session.id)

  expect(item).toMatchObject({
    kind: "mismatch",
    state: "open",
    account: "hmac",
    cart_id: ready.cart.id,
    order_id: null,
    provider_payment_id: ready.paymentId,
    amount: "2400",
    amount_major: 24,
    amount_minor: "2400",
    currency_code: "eur",
    order_display_id: null,
    customer_id: expect.stringMatching(/^cus_/),
    email: ready.cart.email,
    data: { fact: "payment.captured", differences: ["expected 25.00 EUR, reported 24.00 EUR"] },
    allowed: ["accept", "refund", "dismiss"],
    decisions: [],
    event: { state: "quarantined", reason: "amount_mismatch" },
  })
  const mails = await poll("the merchant's mail", async () => {
    const found = (await world.gateway.client.mailbox(MERCHANT)).filter(({ text }) => text?.includes(ready.paymentId))
    return found.length > 0 && found
  })
  expect(mails).toMatchObject([
    {
      subject: "[Example Store] A payment differs from its order (€24.00)",
      template: "merchant.attention.mismatch",
      text: expect.stringContaining("expected 25.00 EUR, reported 24.00 EUR."),
    },
  ])
  expect(await world.gateway.client.mailbox(ready.cart.email!)).toEqual([])
})

it.each([
  ["less", 2400, 24, "partially_captured"],
  ["more", 2600, 26, "captured"],
])("records the captured sum when a person accepts %s", async (_what, amount, captured, payment_status) => {
  const ready = await quarantined({ amount })
  const { id } = await attentionOf(world).about(ready.session.id)
  await attentionOf(world).accept(id, { note: "as agreed on the phone" })

  expect(await finishedEvent(world, ready.eventId, "processed")).toMatchObject({ reason: null })
  expect(await outcomeOf(world, ready)).toMatchObject({
    orders: 1,
    payment_status,
    payments: 1,
    captures: [captured],
    transactions: [{ amount: captured, reference: "capture" }],
  })
  expect(await attentionOf(world).about(ready.session.id, "resolved")).toMatchObject({
    resolution: "accepted",
    allowed: [],
    decisions: [
      { action: "accept", outcome: "started", note: "as agreed on the phone", actor: expect.stringMatching(/^user_/) },
      { action: "accept", outcome: "done" },
    ],
    payment: { state: "captured", captured_amount: String(amount) },
  })
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("records on the order an accepted capture that exceeds the authorization", async () => {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { client } = world.gateway
  await finishedEvent(world, (await client.change(ready.paymentId, "authorize")).event_id, "processed")
  const { event_id } = await client.change(ready.paymentId, "capture", { amount: 2600 })
  await finishedEvent(world, event_id, "quarantined")
  const { id } = await attentionOf(world).about(ready.session.id)
  // The order has a payment of its own: it is refunded there, if at all.
  expect((await refusal(attentionOf(world).refund(id))).body).toMatchObject({
    message: expect.stringContaining("accept it, then refund it there"),
  })
  await attentionOf(world).accept(id)

  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({ ...paidOnce(26), payments: 1 })
  const { attention } = await attentionOf(world).list(`payment_session_id=${ready.session.id}&kind=mismatch&fields=id`)
  expect(attention).toMatchObject([
    { id, order_id: expect.stringMatching(/^order_/), order_display_id: expect.any(Number), email: ready.cart.email },
  ])
  expect(await client.moneyCalls(ready.paymentId)).toEqual([])
})

it("records later parts of a payment, beyond its sum too, when a person accepts each", async () => {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { client } = world.gateway
  await client.change(ready.paymentId, "authorize", { delivery: { times: 0 } })
  const captured: number[] = []
  for (const part of [10, 15, 1]) {
    const { event_id } = await client.change(ready.paymentId, "capture", { capture_amount: part * 100 })
    const { id: webhook_event_id } = await finishedEvent(world, event_id, "quarantined")
    const { attention } = await attentionOf(world).list(`payment_session_id=${ready.session.id}&state=open`)
    expect(attention).toMatchObject([{ kind: "mismatch", webhook_event_id }])
    await attentionOf(world).accept(attention[0]!.id)
    await finishedEvent(world, event_id, "processed")
    captured.push(part)
    expect(await outcomeOf(world, ready)).toMatchObject({
      orders: 1,
      payments: 1,
      captures: captured,
      transactions: captured.map((amount) => ({ amount, reference: "capture" })),
    })
  }
  expect(await outcomeOf(world, ready)).toMatchObject({ payment_status: "captured" })
  expect(await client.moneyCalls(ready.paymentId)).toEqual([])
})

it("refunds the money once, and detaches the payment from its cart", async () => {
  const ready = await quarantined({ amount: 2400 })
  const { id } = await attentionOf(world).about(ready.session.id)
  await world.gateway.client.setWebhooksOnCalls(ready.paymentId, {})
  const decided = await attentionOf(world).refund(id, { note: "wrong sum" })

  expect(decided).toMatchObject({ state: "resolved", resolution: "refunded", event: { state: "ignored", reason: "refunded" } })
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toMatchObject([{ verb: "refund", amount: 2400 }])
  const refused = await refusal(attentionOf(world).refund(id))
  expect([refused.status, refused.body]).toMatchObject([400, { type: "not_allowed" }])

  // The provider's report of the refund changes nothing any more.
  const reported = await poll("the refund's own webhook", async () => {
    const { rows } = await world.db.query(
      `SELECT state, reason FROM payment_webhook_event
        WHERE provider_payment_id = $1 AND fact = 'refund.succeeded' AND state = 'processed'`,
      [ready.paymentId],
    )
    return rows[0]
  })
  expect(reported).toEqual({ state: "processed", reason: "stale" })

  // Otherwise the refunded payment would pay for the cart.
  const completed = await world.shop.complete(ready.cart.id).catch((error: HttpError) => error.body)
  expect(completed).not.toMatchObject({ type: "order" })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 0 })
  const another = await world.shop.createPaymentSession(ready.cart.id)
  const paid = await world.gateway.client.change(another.data.id, "pay")
  expect(await finishedEvent(world, paid.event_id)).toMatchObject({ state: "processed" })
  expect(await outcomeOf(world, { ...ready, session: another })).toMatchObject(paidOnce())
  expect(await world.gateway.client.moneyCalls(another.data.id)).toEqual([])
})

it("lets a person dismiss it, with a reason", async () => {
  const ready = await quarantined({ currency: "USD" })
  const { id } = await attentionOf(world).about(ready.session.id)
  expect((await refusal(attentionOf(world).dismiss(id))).status).toBe(400)
  const item = await attentionOf(world).dismiss(id, { note: "a test of ours" })

  expect(item).toMatchObject({
    state: "resolved",
    resolution: "dismissed",
    decisions: [{ outcome: "started", note: "a test of ours" }, { outcome: "done" }],
    event: { state: "ignored", reason: "dismissed" },
  })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("does not record money of another currency on an order, whoever accepts it", async () => {
  const ready = await quarantined({ currency: "USD" })
  const { id } = await attentionOf(world).about(ready.session.id)
  await attentionOf(world).accept(id)

  const item = await poll("the refusal", async () => {
    const shown = await attentionOf(world).show(id)
    return shown.state === "open" && shown.decisions.length === 2 && shown
  })
  expect(item.decisions[1]).toMatchObject({
    action: "accept",
    outcome: "failed",
    detail: expect.stringContaining("refund it instead"),
  })
  expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
})

it("carries out one of many concurrent decisions", async () => {
  const ready = await quarantined({ amount: 2400 })
  const { id } = await attentionOf(world).about(ready.session.id)
  const { refund, accept, dismiss } = attentionOf(world)
  const attempts = [refund(id), refund(id), refund(id), accept(id), dismiss(id, { note: "no" })]
  const results = await Promise.allSettled(attempts)

  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ status: 400, body: { type: "not_allowed" } })
  }
  const item = await attentionOf(world).about(ready.session.id, "resolved")
  expect(item.decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(["started", "done"])
  const calls = await world.gateway.client.moneyCalls(ready.paymentId)
  expect(calls.map(({ verb }) => verb)).toEqual(item.resolution === "refunded" ? ["refund"] : [])
})

it("closes by itself when the true report follows", async () => {
  const ready = await quarantined({ amount: 1 })
  await attentionOf(world).about(ready.session.id, "open")
  const truth = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, truth.event_id, "processed")

  expect(await attentionOf(world).about(ready.session.id, "resolved")).toMatchObject({
    resolution: "superseded",
    decisions: [{ action: "supersede", actor: "system" }],
  })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("lists by kind, state, account and time, and refuses unknown values", async () => {
  const { list } = attentionOf(world)
  const count = async (where: string): Promise<number> =>
    (await world.db.query(`SELECT count(*)::int AS count FROM payment_attention WHERE ${where}`)).rows[0].count
  const open = await list("kind=mismatch&state[]=open&state[]=deciding&account=hmac&limit=1&order=created_at")
  expect(open.attention).toHaveLength(1)
  expect(open.count).toBe(await count(`kind = 'mismatch' AND state IN ('open', 'deciding') AND account = 'hmac'`))
  expect(open.attention[0]).not.toHaveProperty("data")
  expect((await list("kind=late_payment")).count).toBe(await count(`kind = 'late_payment'`))
  expect((await list(`created_at[$gt]=${new Date(Date.now() + 60_000).toISOString()}`)).count).toBe(0)
  expect((await refusal(list("kind=nonsense"))).status).toBe(400)
  expect((await refusal(attentionOf(world).show("patt_none"))).status).toBe(404)
})
