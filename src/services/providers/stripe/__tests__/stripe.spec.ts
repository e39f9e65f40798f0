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

const intent = {
  id: "pi_1",
  object: "payment_intent",
  amount: 100,
  amount_received: 100,
  currency: "eur",
  metadata: { session_id: "payses_1" },
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
  it("keeps the whole payload, so that a later version can read more of it", () => {
    const body = event({ ...intent, latest_charge: "ch_1" })
    expect(parse(body)[0]?.payload).toEqual(body)
  })

  it("reports money of an unreadable amount without one, so that it is quarantined", () => {
    expect(factOf(event({ ...intent, currency: "isk", amount_received: 50 }))).toEqual(
      expect.not.objectContaining({ amount: expect.anything() }),
    )
    expect(factOf(event({ ...intent, currency: "isk", amount_received: 50 }))).toMatchObject({
      state: "captured",
      sessionId: "payses_1",
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
    ["a session that cannot be stored", event({ ...intent, metadata: { session_id: "a\0" } })],
    ["an id that cannot be stored", event(intent, { id: "evt\0" })],
    ["a type that cannot be stored", event(intent, { type: "payment\0" })],
    ["no type", event(intent, { type: undefined })],
    ["a date no calendar has", event(intent, { created: 1e15 })],
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
