import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeAmount } from "../amount"
import type { StripeOptions } from "../options"

const context: ProviderContext<StripeOptions> = {
  account: { id: "stripe" },
  options: { signingSecrets: ["whsec_x"], toleranceSeconds: 300 },
  now: () => new Date(),
  fetch: offline,
}

const SESSION = "payses_01JWFQ2M3N4P5Q6R7S8T9V0W1X"
const stored = (payload: unknown) => JSON.parse(JSON.stringify(payload)) as Record<string, unknown>

const intent = {
  id: "pi_1",
  object: "payment_intent",
  amount: 100,
  amount_received: 100,
  currency: "eur",
  metadata: { session_id: SESSION },
}
const event = (object: object, more: object = {}) => ({
  id: "evt_1",
  object: "event",
  type: "payment_intent.succeeded",
  created: 1748779200,
  livemode: false,
  data: { object },
  ...more,
})
const parse = (body: unknown) =>
  stripe.parse(
    { method: "POST", url: "/", headers: {}, rawBody: Buffer.from(JSON.stringify(body)), receivedAt: new Date() },
    context,
  )
const factOf = (body: unknown) => {
  const [parsed] = parse(body)
  return parsed && stripe.normalize(parsed, context).facts[0]
}

describe("stripeAmount", () => {
  it.each<[number, string, bigint]>([
    [2495, "eur", 2495n],
    [500, "jpy", 500n],
    [1230, "kwd", 1230n],
    [2495, "huf", 2495n],
    [50000, "isk", 500n],
    [50000, "ugx", 500n],
    [500, "mga", 50000n],
  ])("reads %d %s as %d minor units of ISO 4217", (units, currency, minor) =>
    expect(stripeAmount(units, currency)).toEqual({ minor, currency: currency.toUpperCase() }),
  )

  it("does not round a fraction of a króna", () => expect(stripeAmount(50050, "isk")).toBeUndefined())
})

describe("a payment intent's event", () => {
  it("keeps the fields that are read, and none of the payer", () => {
    const personal = { receipt_email: "PLANTED", shipping: { name: "PLANTED" }, description: "PLANTED" }
    const metadata = { ...intent.metadata, customer_tax_id: "PLANTED" }
    const payload = stored(parse(event({ ...intent, ...personal, metadata, latest_charge: "ch_1" }))[0]?.payload)
    expect(payload).toEqual({ object: "event", livemode: false, data: { object: intent } })
  })

  it("is read from a row as from the call, and from a row of an older version that keeps the whole event", () => {
    const [parsed] = parse(event({ ...intent, cancellation_reason: "abandoned" }, { type: "payment_intent.canceled" }))
    const whole = { ...event({ ...intent, cancellation_reason: "abandoned", customer: "cus_1" }) }
    for (const payload of [stored(parsed?.payload), whole]) {
      expect(parsed && stripe.normalize({ ...parsed, payload }, context)).toEqual(parsed && stripe.normalize(parsed, context))
    }
  })

  it("keeps nothing where nobody reads it", () => {
    const body = event({ id: "in_1", object: "invoice", hosted_invoice_url: "PLANTED" }, { type: "invoice.paid" })
    expect(parse(body)[0]?.payload).toEqual({})
  })

  it.each([
    ["a Checkout session's id", "cs_live_a1B2c3D4"],
    ["256 characters", "x".repeat(256)],
    ["nothing", ""],
    ["NUL", "payses_\0"],
    ["a number", 7],
    ["an object", { id: SESSION }],
  ])("with %s of another application for a session is about none, and is not refused", (_what, session_id) => {
    const fact = factOf(event({ ...intent, metadata: { session_id } }))
    expect(fact).toMatchObject({ state: "captured", providerPaymentId: "pi_1" })
    expect(fact).not.toHaveProperty("sessionId")
  })

  it("whose time no calendar has is not dated", () =>
    expect(factOf(event(intent, { created: 1e15 }))).not.toHaveProperty("occurredAt"))

  it("of a payment that failed is read without its amount, which nobody compares", () =>
    expect(factOf(event({ ...intent, amount: "" }, { type: "payment_intent.payment_failed" }))).toMatchObject({
      state: "failed",
    }))

  it("reports money of an unreadable amount without one, so that it is quarantined", () => {
    expect(factOf(event({ ...intent, currency: "isk", amount_received: 50 }))).toEqual(
      expect.not.objectContaining({ amount: expect.anything() }),
    )
    expect(factOf(event({ ...intent, currency: "isk", amount_received: 50 }))).toMatchObject({
      state: "captured",
      sessionId: SESSION,
    })
  })

  it.each(["automatic", "expired"])("that was canceled for the reason %s has expired", (cancellation_reason) =>
    expect(factOf(event({ ...intent, cancellation_reason }, { type: "payment_intent.canceled" }))).toMatchObject({
      state: "expired",
      reasonCode: cancellation_reason,
    }),
  )

  it.each(["requested_by_customer", "abandoned", "duplicate", "fraudulent", "void_invoice", null])(
    "that was canceled for the reason %s is canceled",
    (cancellation_reason) =>
      expect(factOf(event({ ...intent, cancellation_reason }, { type: "payment_intent.canceled" }))).toMatchObject({
        state: "canceled",
      }),
  )

  it("gives the decline code where the bank gave one, else the error's code", () => {
    const failed = (last_payment_error: object | null) =>
      factOf(event({ ...intent, last_payment_error }, { type: "payment_intent.payment_failed" }))?.reasonCode
    expect(failed({ code: "card_declined", decline_code: "lost_card" })).toBe("lost_card")
    expect(failed({ code: "expired_card", decline_code: null })).toBe("expired_card")
    expect(failed(null)).toBeUndefined()
  })

  it.each([
    ["no intent", event({ id: "ch_1", object: "charge" })],
    ["no data", event(intent, { data: undefined })],
    ["a fraction for an amount", event({ ...intent, amount_received: 1.5 })],
    ["a negative amount", event({ ...intent, amount_received: -1 })],
    ["an amount in text", event({ ...intent, amount_received: "100" })],
    ["an amount beyond what JSON numbers carry exactly", event({ ...intent, amount_received: 2 ** 53 })],
    ["no mode", event(intent, { livemode: undefined })],
    ["an id that cannot be stored", event(intent, { id: "evt\0" })],
    ["a type that cannot be stored", event(intent, { type: "payment\0" })],
    ["no type", event(intent, { type: undefined })],
  ])("with %s is malformed, so that Stripe shows the failure", (_what, body) =>
    expect(() => parse(body)).toThrow(MalformedPayloadError),
  )

  it("is never guessed at when an older row's payload cannot be read any more", () => {
    const row = { id: "evt_1", type: "payment_intent.succeeded", payload: { object: "event", data: { object: { id: "pi_1" } } } }
    expect(stripe.normalize(row, context)).toEqual({
      facts: [],
      ignored: expect.stringContaining("does not carry a payment intent"),
    })
  })
})
