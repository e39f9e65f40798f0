import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useSharedStore, type TestStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { outcomeOf, paidOnce, finishedEvent, finishedEvents } from "../support/look"
import { sessionBeside } from "../support/session-beside"
import { send, signed, urlOf } from "../support/webhooks"

const manual = { sessionData: { capture_mode: "manual" } }

const world = useSharedStore({ account: "hmac" })

type Change = Parameters<TestStore["gateway"]["client"]["change"]>

/** Reports a change and waits until the event is in that state. */
async function report(state: string, ...[paymentId, verb, request]: Change): Promise<string> {
  const { event_id } = await world.gateway.client.change(paymentId, verb, request)
  await finishedEvent(world, event_id, state)
  return event_id
}

const verbs = async (paymentId: string) =>
  (await world.gateway.client.moneyCalls(paymentId)).map(({ verb, amount }) => [verb, amount])

/** The provider's report of the refund that Medusa's payment provider has asked for. */
const refundEvent = (paymentId: string) =>
  poll(
    "the refund's own webhook",
    async () => {
      const { rows } = await world.db.query(
        `SELECT state, reason, last_error FROM payment_webhook_event
          WHERE provider_payment_id = $1 AND fact = 'refund.succeeded' AND state = 'processed'`,
        [paymentId],
      )
      return rows[0]
    },
    { timeoutMs: 30_000 },
  )

it("does not record a second payment's refund on the first before its capture is reported", async () => {
  const ready = await world.shop.checkout()
  await report("processed", ready.paymentId, "pay")
  const money = { amount: 2500, currency: "EUR", session_id: ready.session.id }
  const { id: again } = await world.gateway.client.createPayment(money)
  await world.gateway.client.change(again, "pay", { delivery: { times: 0 } })
  const { event_id } = await world.gateway.client.refund(again, { amount: 500 })

  expect(await finishedEvent(world, event_id, "failed")).toMatchObject({ reason: "awaits_payment" })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("records a refund that names a capture instead of the payment", async () => {
  const ready = await world.shop.checkout()
  await report("processed", ready.paymentId, "pay")
  const [capture] = (await world.gateway.client.payment(ready.paymentId)).captures
  const id = `evt_${randomUUID()}`
  const { body, headers } = signed("hmac", {
    ...{ id, subject: "refund", state: "succeeded", refundId: "re_1", occurredAt: new Date(), mode: "test" },
    ...{ sessionId: ready.session.id, paymentId: capture!.id, amount: 500, currency: "EUR" },
    ...{ capturedAmount: 2500, refundedTotal: 500 },
  })
  expect((await send(urlOf(world, "hmac"), { body, headers })).status).toBe(200)

  await finishedEvent(world, id, "processed")
  expect((await outcomeOf(world, ready)).transactions.map(({ amount }) => amount)).toEqual([25, -5])
})

describe("paid twice", () => {
  /** One more payment of the provider's for the same session. */
  const second = async ({ session }: ReadyCart): Promise<string> =>
    (await world.gateway.client.createPayment({ amount: 2500, currency: "EUR", session_id: session.id })).id

  it("refunds the second payment of a session, and leaves the order alone", async () => {
    const { client } = world.gateway
    const ready = await world.shop.checkout()
    await report("processed", ready.paymentId, "pay")
    const again = await second(ready)
    const reported = await Promise.all([1, 2, 3].map(() => client.change(again, "pay", { delivery: { times: 2 } })))
    const events = reported.map(({ event_id }) => event_id)
    for (const event of await finishedEvents(world, events))
      expect(event).toMatchObject({ state: "quarantined", reason: "conflict" })

    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({
      kind: "double_payment",
      provider_payment_id: again,
      amount: "2500",
      order_id: expect.stringMatching(/^order_/),
    })
    await client.setWebhooksOnCalls(again, {})
    expect(await attentionOf(world).refund(item.id)).toMatchObject({ resolution: "refunded" })

    expect(await refundEvent(again)).toMatchObject({ state: "processed", reason: "stale" })
    expect(await verbs(again)).toEqual([["refund", 2500]])
    expect(await verbs(ready.paymentId)).toEqual([])
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    for (const event of await finishedEvents(world, events)) expect(event).toMatchObject({ state: "ignored", reason: "refunded" })
    // Reported once more, the same way: it was decided.
    const late = await client.change(again, "pay")
    expect(await finishedEvent(world, late.event_id)).toMatchObject({ state: "ignored", reason: "decided" })
  })

  it("does not record two payments on one session, whoever accepts it", async () => {
    const ready = await world.shop.checkout()
    await report("processed", ready.paymentId, "pay")
    await report("quarantined", await second(ready), "pay")
    const { id } = await attentionOf(world).about(ready.session.id)
    await attentionOf(world).accept(id)

    const item = await attentionOf(world).about(ready.session.id, "open")
    expect(item.decisions).toMatchObject([
      { action: "accept", outcome: "started" },
      { outcome: "failed", detail: expect.stringContaining("refund it instead") },
    ])
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  })

  /** A paid order, and a second session beside the one that paid it. */
  async function paidWithAnother(): Promise<[ReadyCart, ReadyCart]> {
    const ready = await world.shop.checkout()
    await report("processed", ready.paymentId, "pay")
    return [ready, await sessionBeside(world, ready)]
  }

  it("quarantines the money of another session of a paid order, and refunds it", async () => {
    const [paid, other] = await paidWithAnother()
    await report("quarantined", other.paymentId, "pay")
    const item = await attentionOf(world).about(other.session.id)
    expect(item).toMatchObject({
      kind: "double_payment",
      detail: expect.stringContaining(paid.paymentId),
      event: { reason: "double_payment" },
    })
    expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())

    await attentionOf(world).refund(item.id)
    expect(await verbs(other.paymentId)).toEqual([["refund", 2500]])
    expect(await verbs(paid.paymentId)).toEqual([])
    expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())
  })

  it("records both when a person accepts the second", async () => {
    const [paid, other] = await paidWithAnother()
    const event = await report("quarantined", other.paymentId, "pay")
    await attentionOf(world).accept((await attentionOf(world).about(other.session.id)).id)
    await finishedEvent(world, event, "processed")

    expect(await outcomeOf(world, other)).toMatchObject({
      orders: 1,
      captures: [25],
      transactions: [
        { amount: 25, reference: "capture" },
        { amount: 25, reference: "capture" },
      ],
    })
    expect([await verbs(paid.paymentId), await verbs(other.paymentId)]).toEqual([[], []])
  })

  it("quarantines the capture of an order that was marked as paid by hand", async () => {
    const { shop, admin } = world
    const ready = await shop.checkout(manual)
    await report("processed", ready.paymentId, "pay")
    const { order_id } = await shop.paymentStatus(ready.cart.id)
    const { payment_collection } = await admin<{ payment_collection: { id: string } }>("POST", "/admin/payment-collections", {
      order_id,
      amount: 25,
    })
    await admin("POST", `/admin/payment-collections/${payment_collection.id}/mark-as-paid`, { order_id })
    await report("quarantined", ready.paymentId, "capture")

    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({ kind: "double_payment", order_id, detail: expect.stringContaining("paid already") })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [] })
    expect(await verbs(ready.paymentId)).toEqual([])
  })

  it("quarantines money of a session that its paid cart has replaced", async () => {
    const { shop } = world
    const ready = await shop.checkout()
    await report("processed", ready.paymentId, "require_action")
    const session = await shop.createPaymentSession(ready.cart.id)
    await report("processed", session.data.id, "pay")
    await report("quarantined", ready.paymentId, "pay")

    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({
      kind: "double_payment",
      cart_id: ready.cart.id,
      detail: expect.stringContaining("has replaced"),
    })
    await attentionOf(world).refund(item.id)
    // Core itself canceled the payment when it replaced the session.
    expect(await verbs(ready.paymentId)).toEqual([
      ["cancel", undefined],
      ["refund", 2500],
    ])
    expect(await outcomeOf(world, { ...ready, session })).toMatchObject(paidOnce())
  })
})

describe("paid late", () => {
  const late = async (): Promise<ReadyCart & { eventId: string }> => {
    const ready = await world.shop.checkout(manual)
    await report("processed", ready.paymentId, "pay")
    await report("processed", ready.paymentId, "cancel")
    return { ...ready, eventId: await report("quarantined", ready.paymentId, "capture") }
  }

  it("records it on the order when a person accepts it", async () => {
    const ready = await late()
    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({ kind: "late_payment", payment: { state: "canceled" } })
    await attentionOf(world).accept(item.id)

    await finishedEvent(world, ready.eventId, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await attentionOf(world).about(ready.session.id)).toMatchObject({
      resolution: "accepted",
      payment: { state: "captured" },
    })
    expect(await verbs(ready.paymentId)).toEqual([])
  })

  it("is refunded by a person, and the order stays unpaid", async () => {
    const ready = await late()
    await world.gateway.client.setWebhooksOnCalls(ready.paymentId, {})
    await attentionOf(world).refund((await attentionOf(world).about(ready.session.id)).id)

    expect(await refundEvent(ready.paymentId)).toMatchObject({ state: "processed", reason: "stale" })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "canceled", captures: [], transactions: [] })
    expect(await verbs(ready.paymentId)).toEqual([["refund", 2500]])
  })
})

describe("captured, then reversed", () => {
  it.each(["fail", "cancel"] as const)("quarantines it (%s), and records the loss when a person accepts", async (verb) => {
    const ready = await world.shop.checkout()
    await report("processed", ready.paymentId, "pay")
    const occurred_at = new Date(Date.now() + 60_000).toISOString()
    const event = await report("quarantined", ready.paymentId, verb, { report_only: true, occurred_at })
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    const item = await attentionOf(world).about(ready.session.id)
    expect(item).toMatchObject({ kind: "capture_reversed", allowed: ["accept", "dismiss"] })
    await attentionOf(world).accept(item.id)

    await finishedEvent(world, event, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject({
      orders: 1,
      payment_status: "refunded",
      captures: [25],
      transactions: [
        { amount: 25, reference: "capture" },
        { amount: -25, reference: "refund" },
      ],
    })
    expect(await verbs(ready.paymentId)).toEqual([])
  })

  it("records the loss of the failed capture of two, though the other came later", async () => {
    const ready = await world.shop.checkout(manual)
    await report("processed", ready.paymentId, "authorize")
    const part = (capture_amount: number) => report("processed", ready.paymentId, "capture", { capture_amount } as Change[2])
    await part(1000)
    const betweenThem = new Date()
    await pause(5)
    await part(1500)
    const [first] = (await world.gateway.client.payment(ready.paymentId)).captures
    const fails = async (captureId: string) => {
      const id = `evt_${randomUUID()}`
      const { body, headers } = signed("hmac", {
        ...{ id, state: "failed", captureId, occurredAt: betweenThem, mode: "test" },
        ...{ sessionId: ready.session.id, paymentId: ready.paymentId, amount: 1000, currency: "EUR" },
      })
      expect((await send(urlOf(world, "hmac"), { body, headers })).status).toBe(200)
      return id
    }
    // A capture that was never a part of the payment takes nothing back.
    expect(await finishedEvent(world, await fails("another"), "failed")).toMatchObject({ reason: "awaits_payment" })
    const event = await fails(first!.id)
    // The item comes before the verdict, and allows a decision once the event is quarantined.
    await finishedEvent(world, event, "quarantined")
    const item = await attentionOf(world).about(ready.session.id, "open")
    expect(item).toMatchObject({ kind: "capture_reversed", allowed: ["accept", "dismiss"] })
    await attentionOf(world).accept(item.id)

    await attentionOf(world).about(ready.session.id, "resolved")
    // As after a crash between Medusa's rows and the event's verdict.
    const again = await finishedEvent(world, event, "processed")
    await world.db.query(`UPDATE payment_attention SET state = 'deciding' WHERE id = $1`, [item.id])
    await world.db.query(
      `INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, outcome)
       VALUES ('patd_again', $1, 'accept', 'user_test', 'started')`,
      [item.id],
    )
    await world.admin("POST", `/admin/payment-notifications/webhook-events/${again.id}/replay`)
    await attentionOf(world).about(ready.session.id, "resolved")
    expect(await finishedEvent(world, event, "processed")).toMatchObject({ reason: "stale" })
    expect(await outcomeOf(world, ready)).toMatchObject({
      orders: 1,
      payment_status: "partially_refunded",
      captures: [10, 15],
      transactions: [{ amount: 10 }, { amount: 15 }, { amount: -10, reference: "refund" }],
    })
    // The rest of it can be refunded, and adds up beside the loss.
    const { event_id } = await world.gateway.client.refund(ready.paymentId, { amount: 600 })
    await finishedEvent(world, event_id, "processed")
    expect((await outcomeOf(world, ready)).transactions.map(({ amount }) => amount)).toEqual([10, 15, -10, -6])
    expect(await verbs(ready.paymentId)).toEqual([])
  })
})
