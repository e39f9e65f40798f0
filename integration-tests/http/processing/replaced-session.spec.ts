import { randomUUID } from "node:crypto"
import type { WebhookEvent } from "../../../src/services/store/entities"
import { regionFor } from "../../../scripts/lib/purchase"
import type { ReadyCart } from "../../../scripts/lib/shop"
import type { TestEvent } from "../../../src/testing"
import type { Change } from "../../../src/testing/gateway"
import { poll, useStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent } from "../support/look"
import { anEvent, send, signed, urlOf } from "../support/webhooks"

const MERCHANT = "replaced@shop.example"
const TOKEN = "a-token-of-the-tests"
/** A session that does not come within this time has been replaced, or is another shop's. */
const WAIT = 301

const processing = { retryInitialSeconds: 0.5, retryMaxSeconds: 1 }

const world = useStore({
  gateway: { defaultAccount: "hmac" },
  options: {
    processing,
    orphans: { afterSeconds: 2 },
    metrics: { token: TOKEN },
    notifications: { shop: { name: "Example Store" }, merchantRecipients: [MERCHANT] },
  },
})

/** The only event about a payment session; adapters name events in their own way. */
const eventAbout = (sessionId: string, state: string): Promise<WebhookEvent> =>
  poll(`the event about ${sessionId} that is ${state}`, async () => {
    const { rows } = await world.db.query<WebhookEvent>(`SELECT * FROM payment_webhook_event WHERE payment_session_id = $1`, [
      sessionId,
    ])
    if (rows.length > 1) throw new Error(`${rows.length} events`)
    return rows[0]?.state === state && rows[0]
  })

const rowsOf = async (table: string, sessionId: string) =>
  (await world.db.query(`SELECT * FROM ${table} WHERE payment_session_id = $1 ORDER BY created_at`, [sessionId])).rows

/**
 * A cart that changes: Medusa asks the provider to cancel the payment, and deletes its session. The provider's report comes after that:
 * before it, there would still be a session that it cancels.
 */
async function replaced(account: string, reports: boolean): Promise<ReadyCart> {
  const { shop, gateway } = world
  const ready = await shop.checkout({ regionId: regionFor(account, world.facts) })
  if (reports) await gateway.client.setWebhooksOnCalls(ready.paymentId, { delivery: { account, hold: true } })
  await shop.addItem(ready.cart.id)
  const { rows } = await world.db.query(`SELECT id FROM payment_session WHERE id = $1`, [ready.session.id])
  expect(rows).toEqual([])
  if (reports) await gateway.client.release({ payment_id: ready.paymentId })
  return ready
}

async function tell(event: TestEvent): Promise<string> {
  expect((await send(urlOf(world, "hmac"), signed("hmac", event))).status).toBe(200)
  return event.id
}

const merchantMails = async () => (await world.gateway.client.mailbox(MERCHANT)).map(({ template }) => template)

describe("of a session that its cart has replaced", () => {
  it.each<[string, Change | "by Medusa"]>([
    ["stripe", "by Medusa"],
    ["stripe", "fail"],
    ["adyen", "by Medusa"],
    ["adyen", "expire"],
    ["alipay", "expire"],
    ["razorpay", "fail"],
    ["hmac", "require_action"],
  ])("%s: a payment that ends (%s) is ignored, and nobody is alarmed", async (account, ends) => {
    const { session, paymentId } = await replaced(account, ends === "by Medusa")
    if (ends !== "by Medusa") await world.gateway.client.change(paymentId, ends, { delivery: { account } })

    expect(await eventAbout(session.id, "failed")).toMatchObject({ reason: "unmatched_payment" })
    await world.step(WAIT)
    const ignored = await eventAbout(session.id, "ignored")
    expect(ignored).toMatchObject({ reason: "no_session", last_error: expect.stringContaining(session.id) })
    expect(await rowsOf("payment_attention", session.id)).toEqual([])
    expect(await rowsOf("payment_record", session.id)).toEqual([])
    // It is not looked at again by itself.
    await world.step(WAIT)
    await world.job("sweep")
    expect((await eventAbout(session.id, "ignored")).attempts).toBe(ignored.attempts)
  })

  it("alarms neither a merchant nor a monitor, and is counted by its reason", async () => {
    expect(await merchantMails()).toEqual([])
    const metrics = async () =>
      (await (
        await fetch(`${world.url}/payment-notifications/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })
      ).text()) as string
    await poll(
      "the counts",
      async () =>
        (await metrics()).includes('payment_notifications_ignored_events_total{account="stripe",reason="no_session"} 2') &&
        (await metrics()).includes('payment_notifications_ignored_events_total{account="adyen",reason="no_session"} 2'),
      { timeoutMs: 60_000 },
    )
    expect(await metrics()).toContain('payment_notifications_dead{queue="events"} 0')
    const status = await world.command(["status", "--json"])
    expect(status.out).toMatchObject({ attention: [], events: [{ state: "ignored" }] })
    const { out } = await world.command(["doctor", "--url", world.url, "--json"])
    const alarms = out.checks.filter(
      // The tests before have stepped the database's clock.
      ({ level, check }: any) => (level === "fail" && check !== "clock: database") || check.includes("elsewhere"),
    )
    expect(alarms).toEqual([])
  })

  it("is never given up, however short the time of trying", async () => {
    await world.setOptions({ processing: { ...processing, giveUpAfterSeconds: 1 } } as never)
    const { session } = await replaced("hmac", true)

    expect(await eventAbout(session.id, "ignored")).toMatchObject({ reason: "no_session" })
    expect(await rowsOf("payment_attention", session.id)).toEqual([])
    await world.setOptions({})
  })

  it("is ignored where the session had reports before, and reconciliation agrees", async () => {
    const ready = await world.shop.checkout()
    const { event_id } = await world.gateway.client.change(ready.paymentId, "require_action", {
      delivery: { account: "sandbox-api" },
    })
    await finishedEvent(world, event_id, "processed")
    await world.shop.addItem(ready.cart.id)
    expect((await world.gateway.client.payment(ready.paymentId)).status).toBe("canceled")

    const { code, out } = await world.command(["reconcile", "--since", "1h", "--account", "sandbox-api", "--json"])
    expect([code, out]).toMatchObject([0, { run: { differing: 0 }, findings: [] }])
    expect(await rowsOf("reconciliation_finding", ready.session.id)).toEqual([])
    const { event_id: canceled } = await world.gateway.client.change(ready.paymentId, "cancel", {
      delivery: { account: "sandbox-api" },
    })
    await finishedEvent(world, canceled, "failed")
    await world.step(WAIT)
    expect(await finishedEvent(world, canceled, "ignored")).toMatchObject({ reason: "no_session" })
    expect(await rowsOf("payment_attention", ready.session.id)).toEqual([])
    expect(await rowsOf("payment_record", ready.session.id)).toMatchObject([{ state: "requires_action", version: 1 }])
  })

  it("is applied where its session comes after it", async () => {
    const ready = await world.shop.checkout()
    await world.db.query(`UPDATE payment_session SET deleted_at = now() WHERE id = $1`, [ready.session.id])
    const { event_id } = await world.gateway.client.change(ready.paymentId, "fail")
    await finishedEvent(world, event_id, "failed")
    await world.db.query(`UPDATE payment_session SET deleted_at = NULL WHERE id = $1`, [ready.session.id])
    expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })
  })
})

describe("of another shop's payment", () => {
  const elsewhere = () => ({ sessionId: `payses_${randomUUID()}`, paymentId: `gpay_${randomUUID()}` })
  const dispute = { subject: "dispute", state: "opened", disputeId: `dp_${randomUUID()}` } as const

  it.each([
    ["a refund", { subject: "refund", state: "succeeded", refundId: "re_elsewhere" }],
    ["a dispute", dispute],
  ])("%s is ignored, and nobody is alarmed", async (_what, news) => {
    const { sessionId, paymentId } = elsewhere()
    const event = await tell({ ...anEvent({ sessionId, paymentId }), ...news } as never)

    expect(await finishedEvent(world, event, "failed")).toMatchObject({ reason: "awaits_payment" })
    await world.step(WAIT)
    expect(await finishedEvent(world, event, "ignored")).toMatchObject({ reason: "no_session" })
    expect(await rowsOf("payment_attention", sessionId)).toEqual([])
  })
})

describe("of money without an order", () => {
  const itemsOf = async (eventId: string) =>
    (
      await world.db.query(
        `SELECT item.* FROM payment_attention AS item JOIN payment_webhook_event AS event ON event.id = item.webhook_event_id
          WHERE event.event_id = $1`,
        [eventId],
      )
    ).rows

  async function orphan() {
    const ready = await replaced("hmac", false)
    const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
    await finishedEvent(world, event_id, "quarantined")
    return { ...ready, item: await attentionOf(world).about(ready.session.id) }
  }

  it("a chargeback comes before a person with its sum, and belongs to the payment once that is refunded", async () => {
    const { session, paymentId, item } = await orphan()
    expect(item).toMatchObject({ kind: "orphan_payment", state: "open" })
    const { event_id, dispute } = await world.gateway.client.dispute(paymentId, { amount: 1234, reason_code: "fraudulent" })
    expect(await finishedEvent(world, event_id, "failed")).toMatchObject({ reason: "awaits_payment" })
    await world.step(WAIT)
    expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({ reason: "awaits_payment" })
    const [shown] = await itemsOf(event_id)
    expect(shown).toMatchObject({ kind: "unclear_report", state: "open", amount: "1234", currency_code: "eur" })
    expect(shown.detail).toContain(`dispute ${dispute.id} is opened (fraudulent)`)
    const mail = await poll("the merchant's mail", async () =>
      (await world.gateway.client.mailbox(MERCHANT)).find(({ text }) => text?.includes(dispute.id)),
    )
    expect(mail.subject).toContain("12.34")

    await attentionOf(world).refund(item.id)
    await finishedEvent(world, event_id, "processed")
    // The item is closed after the event's verdict.
    await poll("the end of the unclear report", async () => (await itemsOf(event_id)).some(({ state }) => state === "resolved"))
    expect((await itemsOf(event_id)).map(({ kind, state, resolution }) => [kind, state, resolution]).sort()).toEqual([
      ["dispute", "open", null],
      ["unclear_report", "resolved", "superseded"],
    ])
    const { rows } = await world.db.query(
      `SELECT dispute.state, dispute.amount FROM payment_dispute AS dispute JOIN payment_record AS record
           ON record.id = dispute.payment_record_id WHERE record.payment_session_id = $1`,
      [session.id],
    )
    expect(rows).toEqual([{ state: "opened", amount: "1234" }])
  })

  it("a refund waits for the decision, and is ignored when the money was dismissed", async () => {
    const { paymentId, item } = await orphan()
    const { event_id } = await world.gateway.client.refund(paymentId, { amount: 500 })
    await finishedEvent(world, event_id, "quarantined")
    await world.step(WAIT)
    await world.step(WAIT)
    expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({ reason: "awaits_review" })

    await attentionOf(world).dismiss(item.id, { note: "refunded at the provider" })
    expect(await finishedEvent(world, event_id, "ignored")).toMatchObject({ reason: "decided" })
    // A chargeback of the same money is no less urgent for that.
    const disputed = await world.gateway.client.dispute(paymentId)
    await finishedEvent(world, disputed.event_id, "failed")
    await world.step(WAIT)
    await finishedEvent(world, disputed.event_id, "quarantined")
    expect(await itemsOf(disputed.event_id)).toMatchObject([{ kind: "unclear_report", amount: "2500" }])
  })

  it("a refund that was ignored before the money was reported waits for it", async () => {
    const ready = await replaced("hmac", false)
    await world.gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
    const { event_id } = await world.gateway.client.refund(ready.paymentId, { amount: 500 })
    await finishedEvent(world, event_id, "failed")
    await world.step(WAIT)
    await finishedEvent(world, event_id, "ignored")
    const paid = await world.gateway.client.change(ready.paymentId, "pay")
    await finishedEvent(world, paid.event_id, "quarantined")

    expect(await finishedEvent(world, event_id, "quarantined")).toMatchObject({ reason: "awaits_review" })
    expect(await attentionOf(world).about(ready.session.id)).toMatchObject({ kind: "orphan_payment", state: "open" })
  })

  it("a failure of an earlier attempt is ignored, one that takes the money back is not", async () => {
    const { paymentId, session } = await orphan()
    const earlier = await world.gateway.client.change(paymentId, "fail", {
      occurred_at: "2026-01-01T00:00:00Z",
      report_only: true,
    })
    const later = await world.gateway.client.change(paymentId, "fail", { report_only: true })
    await finishedEvent(world, earlier.event_id, "failed")
    await world.step(WAIT)
    expect(await finishedEvent(world, earlier.event_id, "ignored")).toMatchObject({ reason: "no_session" })
    expect(await finishedEvent(world, later.event_id, "failed")).toMatchObject({ reason: "awaits_payment" })
    expect(await rowsOf("payment_attention", session.id)).toMatchObject([{ kind: "orphan_payment", state: "open" }])
  })
})
