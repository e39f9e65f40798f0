import { offline } from "../../kit/__tests__/offline"
import { redact } from "../../kit/redact"
import { MalformedPayloadError } from "../../../domain/errors"
import type { Fact } from "../../../domain/facts"
import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeOptions, type StripeOptions } from "../options"

const context: ProviderContext<StripeOptions> = {
  account: { id: "stripe" },
  options: stripeOptions.parse({ signingSecrets: ["whsec_x"] }),
  now: () => new Date(),
  fetch: offline,
}

const parse = (type: string, object: object, more: object = {}) => {
  const event = { id: "evt_1", object: "event", type, created: 1748779200, livemode: true, data: { object, ...more } }
  const rawBody = Buffer.from(JSON.stringify(event))
  const [parsed] = stripe.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, context)
  if (!parsed) throw new Error("no event")
  return parsed
}
const read = (type: string, object: object, more?: object) => stripe.normalize(parse(type, object, more), context)
const factOf = (type: string, object: object, more?: object): Fact | undefined => read(type, object, more).facts[0]
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

const charge = {
  id: "ch_1",
  object: "charge",
  amount: 2495,
  amount_captured: 2495,
  amount_refunded: 1500,
  captured: true,
  currency: "eur",
  payment_intent: "pi_1",
  refunds: { data: [{ id: "re_1", amount: 1500, created: 1748779200, status: "succeeded" }] },
}
const refund = {
  id: "re_1",
  object: "refund",
  amount: 1000,
  currency: "eur",
  status: "succeeded",
  payment_intent: "pi_1",
  charge: "ch_1",
}
const dispute = {
  id: "du_1",
  object: "dispute",
  amount: 2495,
  currency: "eur",
  status: "lost",
  payment_intent: "pi_1",
  charge: "ch_1",
}
const checkout = {
  id: "cs_1",
  object: "checkout.session",
  mode: "payment",
  payment_status: "paid",
  amount_total: 2495,
  currency: "eur",
  payment_intent: "pi_1",
}

describe("a refund", () => {
  it.each([
    ["pending", "pending"],
    ["requires_action", "pending"],
    ["succeeded", "succeeded"],
    ["failed", "failed"],
    ["canceled", "failed"],
  ])("that is %s is %s, whatever the event is called", (status, state) => {
    for (const type of ["refund.created", "refund.updated", "refund.failed", "charge.refund.updated"]) {
      expect(factOf(type, { ...refund, status })).toMatchObject({ subject: "refund", state, providerRefundId: "re_1" })
    }
  })

  it.each([null, "", "to_come", "constructor"])("of the status %j is not guessed at", (status) => {
    expect(read("refund.updated", { ...refund, status })).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("not known"), providerPaymentId: "pi_1", amount: eur(1000n) },
    })
  })

  it("that fails gives Stripe's reason, and one that succeeds none", () => {
    const reason = { reason: "requested_by_customer", failure_reason: "declined" }
    expect(factOf("refund.failed", { ...refund, ...reason, status: "failed" })?.reasonCode).toBe("declined")
    expect(factOf("refund.failed", { ...refund, status: "canceled" })?.reasonCode).toBe("canceled")
    expect(factOf("refund.updated", { ...refund, ...reason })?.reasonCode).toBeUndefined()
  })

  it.each(["expired_uncaptured_charge", "partial_capture"])("of the reason %s is none", (reason) =>
    expect(factOf("refund.created", { ...refund, reason })).toBeUndefined(),
  )

  it("reports when it was made, which identifies an uncaptured remainder", () =>
    expect(factOf("refund.updated", { ...refund, created: 1748770000 })).toMatchObject({ madeAt: new Date(1748770000000) }))

  it.each([
    ["JPY", 500, 500n],
    ["KWD", 1230, 1230n],
    ["UGX", 50000, 500n],
    ["MGA", 500, 50000n],
  ])("of %s %d is %d minor units", (currency, amount, minor) =>
    expect(factOf("refund.updated", { ...refund, amount, currency })).toMatchObject({ amount: { minor, currency } }),
  )
})

describe("the payment of a refund or dispute", () => {
  const objects = [
    ["charge.refunded", charge],
    ["refund.updated", refund],
    ["charge.dispute.closed", dispute],
  ] as const

  it.each(objects)("is the intent, as an id or expanded (%s)", (type, object) => {
    const expanded = { id: "pi_1", object: "payment_intent", metadata: { session_id: "payses_1" } }
    expect(factOf(type, object)?.providerPaymentId).toBe("pi_1")
    expect(factOf(type, { ...object, payment_intent: expanded })).toMatchObject({
      providerPaymentId: "pi_1",
      sessionId: "payses_1",
    })
  })

  it.each(objects)("is the charge where no intent made it (%s)", (type, object) =>
    expect(factOf(type, { ...object, payment_intent: null })?.providerPaymentId).toBe("ch_1"),
  )

  it.each(objects)("is malformed when it cannot be a payment (%s)", (type, object) => {
    for (const payment_intent of [7, "", "pi\0", { id: 7 }, {}]) {
      expect(() => parse(type, { ...object, payment_intent })).toThrow(MalformedPayloadError)
    }
  })
})

describe("a dispute", () => {
  it.each([
    ["warning_needs_response", "warning"],
    ["warning_under_review", "warning"],
    // Neither won nor lost: the inquiry ended before money was taken.
    ["warning_closed", "closed"],
    // The refund that ended it reports the money.
    ["charge_refunded", "closed"],
    // The bank has refused the answer, and asks once more.
    ["appeal_needs_response", "opened"],
    ["appeal_under_review", "under_review"],
    ["needs_response", "opened"],
    ["under_review", "under_review"],
    ["won", "won"],
    ["lost", "lost"],
  ])("that is %s is %s, whatever the event is called", (status, state) => {
    for (const type of ["created", "updated", "closed", "funds_withdrawn", "funds_reinstated"]) {
      expect(factOf(`charge.dispute.${type}`, { ...dispute, status })).toMatchObject({
        subject: "dispute",
        state,
        providerDisputeId: "du_1",
      })
    }
  })

  it.each(["prevented", "appeal_lost", "toString"])("of the status %s is not guessed at, and reviewed by a person", (status) =>
    expect(read("charge.dispute.closed", { ...dispute, status })).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining(status), providerPaymentId: "pi_1", amount: eur(2495n) },
    }),
  )

  it.each([
    [[], "closed"],
    [[-2495], "lost"],
    [[-2495, 2495], "closed"],
  ])("that is prevented and moved %j on the balance is %s", (amounts, state) => {
    const balance_transactions = amounts.map((amount) => ({ amount, currency: "usd" }))
    expect(factOf("charge.dispute.closed", { ...dispute, status: "prevented", balance_transactions })).toMatchObject({ state })
  })

  it("says when it was opened", () =>
    expect(factOf("charge.dispute.closed", { ...dispute, created: 1748770000 })).toMatchObject({
      openedAt: new Date(1748770000000),
    }))

  it("gives the deadline of the merchant's answer, and none where nobody may answer", () => {
    const due = (due_by: unknown) => factOf("charge.dispute.created", { ...dispute, evidence_details: { due_by } })
    expect(due(1749599999)).toMatchObject({ evidenceDueBy: new Date("2025-06-10T23:59:59Z") })
    expect(due(0)).not.toHaveProperty("evidenceDueBy")
    expect(due(null)).not.toHaveProperty("evidenceDueBy")
    expect(due(1e15)).not.toHaveProperty("evidenceDueBy")
  })
})

describe("a Checkout session", () => {
  const ULID = "01JWFQ2M3N4P5Q6R7S8T9V0W1X"
  const stateOf = (type: string, more: object = {}) => {
    const fact = factOf(`checkout.session.${type}`, { ...checkout, ...more })
    return fact?.state
  }

  it.each([
    ["completed", "paid", "captured"],
    ["completed", "unpaid", "pending"],
    ["completed", "no_payment_required", undefined],
    ["completed", "to_come", undefined],
    ["async_payment_succeeded", "paid", "captured"],
    ["async_payment_succeeded", "unpaid", "pending"],
    ["async_payment_failed", "unpaid", "failed"],
    ["expired", "unpaid", "expired"],
  ])("(%s, %s) is %s", (type, payment_status, state) => expect(stateOf(type, { payment_status })).toBe(state))

  it.each(["setup", "subscription"])("of mode %s pays for no order by itself", (mode) =>
    expect(stateOf("completed", { mode })).toBeUndefined(),
  )

  it.each([
    [{ client_reference_id: `payses_${ULID}` }, { sessionId: `payses_${ULID}` }],
    [{ client_reference_id: ULID }, { sessionId: `payses_${ULID}` }],
    [{ client_reference_id: "order 1042" }, { merchantReference: "order 1042" }],
    [{ client_reference_id: ULID, metadata: { session_id: "payses_2" } }, { sessionId: "payses_2" }],
    [
      { client_reference_id: "1042", metadata: { session_id: "payses_2" } },
      { sessionId: "payses_2", merchantReference: "1042" },
    ],
    [{ client_reference_id: null, metadata: {} }, {}],
  ])("%j is about %j", (more, expected) => {
    const { sessionId, merchantReference } = factOf("checkout.session.completed", { ...checkout, ...more }) ?? {}
    expect({ sessionId, merchantReference }).toEqual({ sessionId: undefined, merchantReference: undefined, ...expected })
  })

  it("without a total is quarantined, for want of an amount", () => {
    for (const more of [{ amount_total: null }, { currency: null }]) {
      expect(factOf("checkout.session.completed", { ...checkout, ...more })).not.toHaveProperty("amount")
    }
  })
})

describe("a charge that is captured", () => {
  it("reports the whole captured amount, not the authorized one", () =>
    expect(factOf("charge.captured", { ...charge, amount_captured: 2000 })).toMatchObject({
      state: "captured",
      amount: eur(2000n),
      capturedTotal: eur(2000n),
    }))

  it("without its captured amount is quarantined, for want of an amount", () =>
    expect(factOf("charge.captured", { ...charge, amount_captured: undefined })).not.toHaveProperty("amount"))
})

describe("a payment method", () => {
  const method = (more: object) => ({ id: "pm_1", object: "payment_method", customer: "cus_1", ...more })

  it.each([
    ["payment_method.updated", method({ card: { exp_month: 2, exp_year: 2027 } }), "updated", "2027-02-28"],
    ["payment_method.automatically_updated", method({ card: { exp_month: 12, exp_year: 2027 } }), "updated", "2027-12-31"],
    ["customer.source.expiring", { id: "card_1", object: "card", exp_month: 2, exp_year: 2028 }, "expiring", "2028-02-29"],
    [
      "customer.source.expiring",
      { id: "src_1", object: "source", card: { exp_month: 4, exp_year: 2028 } },
      "expiring",
      "2028-04-30",
    ],
    ["payment_method.updated", method({ sepa_debit: { last4: "3000" } }), "updated", undefined],
  ])("(%s %j) is %s, and can be used until %s", (type, object, state, day) => {
    const fact = factOf(type, object)
    expect(fact).toMatchObject({ subject: "payment_method", state, providerPaymentMethodId: object.id, mode: "live" })
    expect((fact as { expiresOn?: Date }).expiresOn?.toISOString().slice(0, 10)).toBe(day)
  })

  it.each([
    [{ id: "card_1", object: "card", brand: "Visa", last4: "4242" }],
    [method({ card: { brand: "Visa", last4: "4242" } })],
  ])("has the brand and last digits of the card: %j", (object) => {
    expect(factOf("payment_method.updated", object)).toMatchObject({ brand: "Visa", last4: "4242" })
  })

  it("belongs to the customer that is named, as an id or expanded", () => {
    for (const customer of ["cus_1", { id: "cus_1", object: "customer" }]) {
      expect(factOf("payment_method.updated", method({ customer }))).toMatchObject({ providerCustomerId: "cus_1" })
    }
    expect(factOf("payment_method.updated", method({ customer: null }))).not.toHaveProperty("providerCustomerId")
  })
})

describe("the shown payload of an event", () => {
  const personal = {
    evidence: { customer_name: "PLANTED", product_description: "PLANTED" },
    receipt_url: "https://pay.stripe.com/PLANTED",
    billing_details: { address: { city: "PLANTED" } },
    shipping: { tracking_number: "PLANTED" },
    destination_details: { card: { reference: "PLANTED" } },
    customer_details: { tax_ids: ["PLANTED"] },
    custom_fields: [{ text: { value: "PLANTED" } }],
    url: "https://checkout.stripe.com/PLANTED",
    address_city: "PLANTED",
    card: { fingerprint: "PLANTED" },
    customer: { id: "cus_1", description: "PLANTED" },
  }

  it.each(["data.object", "data.previous_attributes", "data.object.payment_intent", "data.object.charge"])(
    "hides the payer in %s",
    (path) => {
      const payload = path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), personal)
      const shown = JSON.stringify(redact(payload, stripe.redact))
      expect(shown).not.toContain("PLANTED")
      expect(shown).toContain("fingerprint")
    },
  )

  it("hides what an older row keeps of an event that nobody reads any more, or reads little of", () => {
    const invoice = {
      customer_name: "PLANTED",
      customer_tax_ids: [{ type: "eu_vat", value: "PLANTED" }],
      hosted_invoice_url: "https://invoice.stripe.com/PLANTED",
      metadata: { note: "PLANTED" },
      payment_method_details: { sepa_debit: { mandate: "PLANTED" }, card: { wallet: { dynamic_last4: "PLANTED" } } },
      individual: { verification: { legal: "PLANTED" } },
    }
    const shown = redact({ data: { object: { ...invoice, id: "in_1", status: "paid", amount: 5 } } }, stripe.redact)
    expect(JSON.stringify(shown)).not.toContain("PLANTED")
    expect(shown).toMatchObject({ data: { object: { id: "in_1", status: "paid", amount: 5 } } })
  })

  it("keeps ids, amounts and states", () => {
    const payload = { data: { object: { ...refund, customer: "cus_1", reason: "duplicate" } } }
    expect(redact(payload, stripe.redact)).toEqual(payload)
  })
})
