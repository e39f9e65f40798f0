import { useSharedStore } from "../../setup"
import { tellAdyen } from "../support/adyen"
import { disputesOf } from "../support/disputes"
import { finishedEvent, notOrdered, outcomeOf } from "../support/look"

const world = useSharedStore({ account: "adyen", options: { risk: { review: "review" } } })

const checkout = () => world.shop.checkout({ sessionData: { capture_mode: "manual" } })

/** The payment as the gateway has it, since Medusa asks its own payment provider. */
const truth = (paymentId: string, verb: "authorize" | "capture" | "cancel") =>
  world.gateway.client.change(paymentId, verb, { delivery: { times: 0 } })

async function authorized() {
  const ready = await checkout()
  await truth(ready.paymentId, "authorize")
  expect(await tellAdyen(world, ready, { eventCode: "AUTHORISATION" })).toMatchObject({ state: "processed", reason: null })
  const { order_id } = await world.shop.paymentStatus(ready.cart.id)
  return { ...ready, orderId: order_id! }
}

async function captured() {
  const ready = await authorized()
  await truth(ready.paymentId, "capture")
  expect(await tellAdyen(world, ready, { eventCode: "CAPTURE" })).toMatchObject({ state: "processed", reason: null })
  return ready
}

const riskItems = async (sessionId: string) =>
  (
    await world.db.query(
      `SELECT state, resolution, detail FROM payment_attention WHERE payment_session_id = $1 AND kind = 'risk' ORDER BY created_at`,
      [sessionId],
    )
  ).rows

describe("CANCEL_OR_REFUND", () => {
  it("cancels a payment that is not captured", async () => {
    const ready = await authorized()
    await truth(ready.paymentId, "cancel")
    expect(await tellAdyen(world, ready, { eventCode: "CANCEL_OR_REFUND", value: 0 })).toMatchObject({ state: "processed" })
    expect(await outcomeOf(world, ready)).toMatchObject({ payment_status: "canceled", captures: [] })
  })

  it("refunds all that is left of a captured one, once, however often it is applied", async () => {
    const ready = await captured()
    await tellAdyen(world, ready, { eventCode: "REFUND", value: 1000 })
    const event = await tellAdyen(world, ready, { eventCode: "CANCEL_OR_REFUND", value: 0 })
    expect(event).toMatchObject({ state: "processed" })
    await world.admin("POST", `/admin/payment-notifications/webhook-events/${event.id}/replay`)
    await finishedEvent(world, event.event_id, "processed")
    expect((await outcomeOf(world, ready)).payment_status).toBe("refunded")
    const { rows } = await world.db.query(`SELECT refunded_amount FROM payment_record WHERE payment_session_id = $1`, [
      ready.session.id,
    ])
    expect(rows).toEqual([{ refunded_amount: "2500" }])
  })
})

describe("news beside quarantined money", () => {
  it("is dismissed alone: the money stays before a person", async () => {
    const ready = await checkout()
    await truth(ready.paymentId, "authorize")
    const paid = await tellAdyen(world, ready, { eventCode: "AUTHORISATION", value: 2400 })
    expect(paid).toMatchObject({ state: "quarantined", reason: "amount_mismatch" })
    const adjusted = await tellAdyen(world, ready, { eventCode: "AUTHORISATION_ADJUSTMENT", value: 2500 })
    expect(adjusted).toMatchObject({ state: "quarantined", reason: "unclear_report" })
    const { rows } = await world.db.query(`SELECT id FROM payment_attention WHERE webhook_event_id = $1`, [adjusted.id])
    await world.admin("POST", `/admin/payment-notifications/attention/${rows[0].id}/dismiss`, { note: "seen" })
    await finishedEvent(world, adjusted.event_id, "ignored")
    expect(await finishedEvent(world, paid.event_id)).toMatchObject({ state: "quarantined" })
  })
})

describe("a manual review", () => {
  async function underReview() {
    const ready = await checkout()
    await truth(ready.paymentId, "authorize")
    const additionalData = { fraudManualReview: "true" }
    const event = await tellAdyen(world, ready, { eventCode: "AUTHORISATION", additionalData })
    expect(event).toMatchObject({ state: "quarantined", reason: "risk" })
    expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
    return { ready, event }
  }

  it("ends with the order when it is accepted, and the item with it", async () => {
    const { ready, event } = await underReview()
    expect(await tellAdyen(world, ready, { eventCode: "MANUAL_REVIEW_ACCEPT" })).toMatchObject({ state: "processed" })
    expect(await riskItems(ready.session.id)).toMatchObject([{ state: "resolved", resolution: "accepted" }])
    expect(await finishedEvent(world, event.event_id, "processed")).toMatchObject({ reason: "stale" })
    expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized" })
  })

  it("ends without an order when it is rejected", async () => {
    const { ready, event } = await underReview()
    const told = await tellAdyen(world, ready, { eventCode: "MANUAL_REVIEW_REJECT" })
    expect(told).toMatchObject({ state: "processed", reason: "review_rejected" })
    expect(await finishedEvent(world, event.event_id, "ignored")).toMatchObject({ reason: "review_rejected" })
    expect(await riskItems(ready.session.id)).toMatchObject([{ state: "resolved", resolution: "superseded" }])
    expect(await outcomeOf(world, ready)).toMatchObject(notOrdered)
  })

  it("warns not to ship when an order was made of a payment that is rejected", async () => {
    const ready = await authorized()
    await tellAdyen(world, ready, { eventCode: "MANUAL_REVIEW_REJECT" })
    expect(await riskItems(ready.session.id)).toMatchObject([{ state: "open", detail: expect.stringContaining("do not ship") }])
  })
})

describe("a chargeback that nobody may defend against", () => {
  it("is lost when it is told, and its reversal brings the money back", async () => {
    const ready = await captured()
    const pspReference = `dispute-${ready.session.id}`
    const additionalData = { defendable: "false", chargebackReasonCode: "10.4" }
    await tellAdyen(world, ready, { eventCode: "CHARGEBACK", pspReference, additionalData })
    expect(await disputesOf(world, ready.orderId)).toMatchObject({
      disputes: [{ state: "lost", reason_code: "10.4" }],
      transactions: [{ amount: -25, reference: "dispute" }],
    })
    await tellAdyen(world, ready, { eventCode: "CHARGEBACK_REVERSED", pspReference })
    expect(await disputesOf(world, ready.orderId)).toMatchObject({
      disputes: [{ state: "won" }],
      transactions: [{ amount: -25 }, { amount: 25, reference: "dispute_reversal" }],
      flags: {},
    })
    // The bank contests the payment again, and wins.
    await tellAdyen(world, ready, { eventCode: "PREARBITRATION_OPEN", pspReference })
    expect(await disputesOf(world, ready.orderId)).toMatchObject({ disputes: [{ state: "under_review" }] })
    await tellAdyen(world, ready, { eventCode: "PREARBITRATION_LOST", pspReference })
    expect(await disputesOf(world, ready.orderId)).toMatchObject({ disputes: [{ state: "lost" }], transaction_total: 0 })
  })
})

describe("news of which no fact can be made", () => {
  it("comes before a person with its sum, beside a report whose file name has a colon", async () => {
    const ready = await captured()
    const event = await tellAdyen(world, ready, { eventCode: "HANDLED_EXTERNALLY", value: 700 })
    expect(event).toMatchObject({ state: "quarantined", reason: "unclear_report" })
    const { rows } = await world.db.query(
      `SELECT kind, state, amount, currency_code, payment_session_id FROM payment_attention WHERE webhook_event_id = $1`,
      [event.id],
    )
    expect(rows).toEqual([
      { kind: "unclear_report", state: "open", amount: "700", currency_code: "eur", payment_session_id: ready.session.id },
    ])
    const report = await tellAdyen(world, ready, {
      eventCode: "REPORT_AVAILABLE",
      pspReference: "settlement_detail_report_2026_11_30_10:15:00.csv",
      value: 0,
    }).catch((error: unknown) => error)
    // Where the signed text could be split in two ways, the event has a digest for its id.
    expect(String(report)).toMatch(/did not become settled|ignored/)
  })
})
