import { MalformedPayloadError } from "../../../domain/errors"
import { redact } from "../../kit/redact"
import { paypal } from ".."
import { paypalAmount } from "../amount"
import { KINDS } from "../events"
import { paypalOptions } from "../options"
import { paymentId } from "../related"
import * as resources from "../resources"
import type { Truth } from "../resources"
import { authorizationState, CAPTURES, disputeState, ORDERS, REFUNDS } from "../states"
import { CERTIFICATE, CERTIFICATES, ROOT } from "./certificates"
import { contextOf, required } from "./setup"

const context = contextOf({}, {})
const parse = (body: unknown) =>
  paypal.parse(
    { method: "POST", url: "/", headers: {}, rawBody: Buffer.from(JSON.stringify(body)), receivedAt: new Date() },
    context,
  )
const read = (truth: Truth, type = "PAYMENT.CAPTURE.COMPLETED", own: object = {}) =>
  paypal.normalize({ id: "WH-1", type, payload: { notification: {}, truth } }, contextOf({}, own))

const ULID = "01JWF1XT0RE000000000000001"
const amount = { currency_code: "EUR", value: "24.95" }
const capture = (more: object = {}) => resources.capture.parse({ id: "C1", status: "COMPLETED", amount, ...more })
const up = (path: string) => ({ links: [{ rel: "up", href: `https://api.paypal.com${path}` }] })
const related = (related_ids: object) => ({ supplementary_data: { related_ids } })

describe("paypalAmount", () => {
  it.each<[string, string, bigint]>([
    ["24.95", "EUR", 2495n],
    ["0.29", "USD", 29n],
    ["24.9", "EUR", 2490n],
    ["24", "EUR", 2400n],
    ["500", "JPY", 500n],
    ["9995", "HUF", 999500n],
    ["9995.00", "HUF", 999500n],
    ["995", "TWD", 99500n],
    ["90071992547409.93", "USD", 9007199254740993n],
  ])("reads %s %s as %d minor units of ISO 4217", (value, currency_code, minor) =>
    expect(paypalAmount({ value, currency_code })).toEqual({ minor, currency: currency_code }),
  )

  it.each([
    ["9995.50", "HUF"],
    ["995.5", "TWD"],
    ["500.5", "JPY"],
    ["24.955", "EUR"],
    ["-24.95", "EUR"],
    ["1e3", "EUR"],
    [" 24.95", "EUR"],
    ["24,95", "EUR"],
    ["", "EUR"],
    [".5", "EUR"],
  ])("does not guess at %j %s", (value, currency_code) => expect(paypalAmount({ value, currency_code })).toBeUndefined())
})

describe("the payment's id", () => {
  it.each([
    ["the order's, from the related ids", capture(related({ order_id: "O1", authorization_id: "A1" })), "O1"],
    ["the order's, from the link", capture(up("/v2/checkout/orders/O1")), "O1"],
    ["the authorization's, where there is no order", capture(related({ authorization_id: "A1" })), "A1"],
    ["the authorization's, from the link", capture(up("/v2/payments/authorizations/A1")), "A1"],
    ["the capture's own, where there is neither", capture(), "C1"],
    ["the authorization's own", resources.authorization.parse({ id: "A1", status: "CREATED", amount }), "A1"],
    ["not made of a link elsewhere", capture(up("/v2/checkout/orders/O1/../../x")), "C1"],
  ])("is %s", (_what, payment, id) => expect(paymentId(payment)).toBe(id))
})

describe("the session", () => {
  it.each([
    [
      "custom_id",
      { custom_id: `payses_${ULID}`, invoice_id: "INV-1" },
      { sessionId: `payses_${ULID}`, merchantReference: "INV-1" },
    ],
    ["custom_id, in short", { custom_id: ULID }, { sessionId: `payses_${ULID}` }],
    [
      "invoice_id, where custom_id is something else",
      { custom_id: "cart_1", invoice_id: ULID },
      { sessionId: `payses_${ULID}`, merchantReference: "cart_1" },
    ],
    ["invoice_id alone", { invoice_id: `payses_${ULID}` }, { sessionId: `payses_${ULID}` }],
    ["neither", { custom_id: "cart_1", invoice_id: "INV-1" }, { merchantReference: "cart_1" }],
  ])("is read from %s", (_what, references, expected) => {
    const [fact] = read({ kind: "capture", capture: capture(references) }).facts
    expect({ sessionId: fact?.sessionId, merchantReference: fact?.merchantReference }).toEqual({
      sessionId: undefined,
      merchantReference: undefined,
      ...expected,
    })
  })
})

describe("states", () => {
  it.each([
    ["PENDING", "pending"],
    ["COMPLETED", "captured"],
    ["PARTIALLY_REFUNDED", "captured"],
    ["REFUNDED", "captured"],
    ["DECLINED", "failed"],
    ["FAILED", "failed"],
  ])("capture %s is %s", (status, state) => expect(CAPTURES.get(status)).toBe(state))

  it.each([
    ["CREATED", {}, "authorized"],
    ["CAPTURED", {}, "authorized"],
    ["PARTIALLY_CAPTURED", {}, "authorized"],
    ["PENDING", {}, "pending"],
    ["DENIED", {}, "failed"],
    ["VOIDED", {}, "canceled"],
    ["VOIDED", { expiration_time: "2025-06-04T12:00:00Z", update_time: "2025-06-04T04:59:59-07:00" }, "canceled"],
    ["VOIDED", { expiration_time: "2025-06-04T12:00:00Z", update_time: "2025-06-04T05:00:00-07:00" }, "expired"],
    ["NEW", {}, undefined],
  ])("authorization %s %j is %s", (status, times, state) =>
    expect(authorizationState(resources.authorization.parse({ id: "A1", status, amount, ...times }))).toBe(state),
  )

  it("an approved order is not paid, nor is one that is saved, created, waiting or completed", () =>
    expect(["APPROVED", "SAVED", "CREATED", "PAYER_ACTION_REQUIRED", "COMPLETED"].map((status) => ORDERS.get(status))).toEqual(
      Array(5).fill(undefined),
    ))

  it.each([
    ["PENDING", "pending"],
    ["COMPLETED", "succeeded"],
    ["FAILED", "failed"],
    ["CANCELLED", "failed"],
  ])("refund %s is %s", (status, state) => expect(REFUNDS.get(status)).toBe(state))

  it.each([
    ["OPEN", "INQUIRY", undefined, "warning"],
    ["WAITING_FOR_SELLER_RESPONSE", "INQUIRY", undefined, "warning"],
    ["OPEN", "CHARGEBACK", undefined, "opened"],
    ["WAITING_FOR_SELLER_RESPONSE", "PRE_ARBITRATION", undefined, "opened"],
    ["OPEN", undefined, undefined, "opened"],
    ["UNDER_REVIEW", "CHARGEBACK", undefined, "under_review"],
    ["WAITING_FOR_BUYER_RESPONSE", "ARBITRATION", undefined, "under_review"],
    ["RESOLVED", "CHARGEBACK", "RESOLVED_SELLER_FAVOUR", "won"],
    ["RESOLVED", "INQUIRY", "RESOLVED_BUYER_FAVOUR", "lost"],
    // Nobody has won an inquiry that the buyer gave up. A claim, for which PayPal holds the money, is won.
    ["RESOLVED", "INQUIRY", "CANCELED_BY_BUYER", "closed"],
    ["RESOLVED", "CHARGEBACK", "CANCELED_BY_BUYER", "won"],
    ["RESOLVED", "CHARGEBACK", "DENIED", "won"],
    ["RESOLVED", "CHARGEBACK", "RESOLVED_BUYER_FAVOUR", "lost"],
    ["RESOLVED", "CHARGEBACK", "ACCEPTED", "lost"],
    ["RESOLVED", "CHARGEBACK", "RESOLVED_WITH_PAYOUT", "won"],
    // Another dispute goes on in its place.
    ["RESOLVED", "CHARGEBACK", "NONE", "closed"],
    ["RESOLVED", "CHARGEBACK", "SETTLED_BY_COIN", undefined],
    ["RESOLVED", "CHARGEBACK", undefined, undefined],
    ["OTHER", "CHARGEBACK", undefined, undefined],
    // The outcome counts when the dispute is over, not before.
    ["UNDER_REVIEW", "CHARGEBACK", "RESOLVED_SELLER_FAVOUR", "under_review"],
  ])("dispute %s in %s with outcome %s is %s", (status, stage, outcome_code, state) =>
    expect(
      disputeState(
        resources.dispute.parse({
          dispute_id: "PP-D-1",
          status,
          dispute_life_cycle_stage: stage,
          dispute_outcome: { outcome_code },
        }),
      ),
    ).toBe(state),
  )

  it.each<[string, Truth]>([
    ["capture", { kind: "capture", capture: capture({ status: "NEW", custom_id: ULID, ...related({ order_id: "O1" }) }) }],
    [
      "authorization",
      {
        kind: "authorization",
        authorization: resources.authorization.parse({
          id: "A1",
          status: "NEW",
          amount,
          custom_id: ULID,
          ...related({ order_id: "O1" }),
        }),
      },
    ],
    [
      "refund",
      {
        kind: "refund",
        refund: resources.refund.parse({ id: "R1", status: "NEW", amount }),
        capture: capture({ custom_id: ULID, ...related({ order_id: "O1" }) }),
      },
    ],
    [
      "order",
      {
        kind: "order",
        order: resources.order.parse({ id: "O1", status: "NEW", purchase_units: [{ amount, custom_id: ULID }] }),
      },
    ],
    [
      "dispute",
      {
        kind: "dispute",
        dispute: resources.dispute.parse({ dispute_id: "PP-D-1", status: "NEW", dispute_amount: amount }),
        capture: capture({ custom_id: ULID, ...related({ order_id: "O1" }) }),
      },
    ],
  ])("of a %s that are unknown need a person, who sees the payment and the sum", (kind, truth) =>
    expect(read(truth)).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining(`the ${kind} is NEW at PayPal`),
        sessionId: `payses_${ULID}`,
        providerPaymentId: "O1",
        amount: { minor: 2495n, currency: "EUR" },
      },
    }),
  )

  it.each(["CREATED", "SAVED", "APPROVED", "PAYER_ACTION_REQUIRED", "COMPLETED"])("order %s says nothing about money", (status) =>
    expect(read({ kind: "order", order: resources.order.parse({ id: "O1", status }) }).ignored).toContain(status),
  )
})

describe("a dispute that PayPal has decided", () => {
  const decided = (outcome: object, more: object = {}) => {
    const dispute = resources.dispute.parse({
      dispute_id: "PP-D-1",
      status: "RESOLVED",
      create_time: "2025-06-01T09:00:00.000Z",
      dispute_amount: amount,
      dispute_outcome: outcome,
      ...more,
    })
    return read({ kind: "dispute", dispute, capture: capture() }, "CUSTOMER.DISPUTE.RESOLVED").facts[0]
  }
  const refunded = (value: string, currency_code = "EUR") => ({ amount_refunded: { currency_code, value } })

  it.each(["RESOLVED_BUYER_FAVOUR", "ACCEPTED"])(
    "as %s is paid out of the capture, whose refund is the same money",
    (outcome_code) =>
      expect(decided({ outcome_code })).toMatchObject({
        state: "lost",
        settledByRefund: true,
        openedAt: new Date("2025-06-01T09:00:00Z"),
        amount: { minor: 2495n, currency: "EUR" },
      }),
  )

  it.each(["RESOLVED_SELLER_FAVOUR", "RESOLVED_WITH_PAYOUT", "CANCELED_BY_BUYER", "DENIED", "NONE"])(
    "as %s takes nothing from the merchant",
    (outcome_code) => {
      const fact = decided({ outcome_code, ...refunded("10.00") })
      expect(fact).not.toHaveProperty("settledByRefund")
      expect(fact).not.toHaveProperty("lostAmount")
    },
  )

  it.each(["RESOLVED_BUYER_FAVOUR", "ACCEPTED"])("as %s in part is won but for that part", (outcome_code) =>
    expect(decided({ outcome_code, ...refunded("10.00") })).toMatchObject({
      state: "won",
      lostAmount: { minor: 1000n, currency: "EUR" },
      settledByRefund: true,
    }),
  )

  it.each([
    ["all of it", refunded("24.95")],
    ["more", refunded("30.00")],
    ["nothing", refunded("0.00")],
    ["another currency", refunded("10.00", "USD")],
    ["an unreadable sum", refunded("10,00")],
    ["no sum", {}],
    ["garbage", { amount_refunded: "10.00" }],
  ])("for the buyer with %s is lost whole", (_what, part) => {
    const fact = decided({ outcome_code: "RESOLVED_BUYER_FAVOUR", ...part })
    expect(fact).toMatchObject({ state: "lost", settledByRefund: true })
    expect(fact).not.toHaveProperty("lostAmount")
  })

  it("is read without its amount where that is garbage", () =>
    expect(decided({ outcome_code: "ACCEPTED" }, { dispute_amount: { currency_code: 7 } })).toMatchObject({ state: "lost" }))
})

describe("a refund", () => {
  const refund = (more: object = {}) =>
    resources.refund.parse({
      id: "R1",
      status: "COMPLETED",
      amount: { currency_code: "USD", value: "0.99" },
      seller_payable_breakdown: { total_refunded_amount: { currency_code: "USD", value: "1.98" } },
      ...more,
    })
  const fact = (truth: Omit<Extract<Truth, { kind: "refund" }>, "kind">, type = "PAYMENT.CAPTURE.REFUNDED") =>
    read({ kind: "refund", ...truth }, type).facts[0]

  it("is a refund and no capture, with PayPal's sum beside its own amount", () =>
    expect(fact({ refund: refund(), capture: capture(related({ order_id: "O1" })) })).toEqual({
      subject: "refund",
      state: "succeeded",
      providerPaymentId: "O1",
      providerRefundId: "R1",
      amount: { minor: 99n, currency: "USD" },
      refundedTotal: { minor: 198n, currency: "USD" },
      mode: "test",
    }))

  it.each([
    ["of one among several captures of an authorization", {}, capture(related({ order_id: "O1", authorization_id: "A1" }))],
    ["of one whose authorization only its link tells", {}, capture(up("/v2/payments/authorizations/A1"))],
    ["that is pending", { status: "PENDING" }, capture()],
    ["that failed", { status: "FAILED" }, capture()],
    ["of a capture that is not told", {}, undefined],
  ])("%s carries no sum: it would not be the payment's", (_what, more, of) =>
    expect(fact({ refund: refund(more), ...(of && { capture: of }) })).toEqual(
      expect.not.objectContaining({ refundedTotal: expect.anything() }),
    ),
  )

  it("carries the payment's session, and its own reference apart", () =>
    expect(
      fact({ refund: refund({ custom_id: ULID, invoice_id: "RETURN-1" }), capture: capture({ custom_id: ULID }) }),
    ).toMatchObject({
      sessionId: `payses_${ULID}`,
      merchantRefundReference: "RETURN-1",
    }))

  it("has the reason where PayPal took the money back", () =>
    expect(fact({ refund: refund(), capture: capture() }, "PAYMENT.CAPTURE.REVERSED")).toMatchObject({ reasonCode: "REVERSED" }))
})

describe("a payment to another merchant", () => {
  const truth: Truth = { kind: "capture", capture: capture({ payee: { merchant_id: "OTHER" } }) }
  it("contradicts the account that says who it is, and only that one", () => {
    expect(read(truth, undefined, { merchantId: "MINE" }).facts[0]?.contradictions).toEqual([expect.stringContaining("OTHER")])
    expect(read(truth, undefined, { merchantId: "OTHER" }).facts[0]?.contradictions).toBeUndefined()
    expect(read(truth).facts[0]?.contradictions).toBeUndefined()
    expect(
      read({ kind: "capture", capture: capture() }, undefined, { merchantId: "MINE" }).facts[0]?.contradictions,
    ).toBeUndefined()
  })
})

it.each([
  ["live", "live"],
  ["sandbox", "test"],
])("in %s the mode is %s", (environment, mode) =>
  expect(read({ kind: "capture", capture: capture() }, undefined, { environment }).facts[0]?.mode).toBe(mode),
)

it("gives no session and no amount of an order in several parts", () => {
  const order = resources.order.parse({ id: "O1", status: "VOIDED", purchase_units: [{ amount, custom_id: ULID }, { amount }] })
  expect(read({ kind: "order", order }, "CHECKOUT.PAYMENT-APPROVAL.REVERSED").facts).toEqual([
    { subject: "payment", state: "expired", providerPaymentId: "O1", mode: "test" },
  ])
})

describe("a webhook", () => {
  const body = {
    id: "WH-1",
    event_type: "PAYMENT.CAPTURE.COMPLETED",
    create_time: "2018-08-15T12:13:29-07:00",
    resource: { id: "C1" },
  }

  it("is kept by its ids, and its time may have an offset", () => {
    expect(parse(body)).toEqual([
      {
        id: "WH-1",
        type: "PAYMENT.CAPTURE.COMPLETED",
        occurredAt: new Date("2018-08-15T19:13:29Z"),
        payload: { notification: body },
      },
    ])
  })

  it.each([...KINDS.keys()])("%s waits for PayPal's answer", (type) => {
    const [event] = parse({ ...body, event_type: type, resource: { id: "C1", dispute_id: "PP-D-1", order_id: "O1" } })
    expect(event && paypal.normalize(event, context).refetch).toBe(true)
  })

  it.each([
    ["no id", { ...body, id: undefined }],
    ["an id that cannot be stored", { ...body, id: "WH\0" }],
    ["no type", { ...body, event_type: undefined }],
    ["no resource", { ...body, resource: undefined }],
    ["a resource that is a list", { ...body, resource: [] }],
    ["a capture without an id", { ...body, resource: {} }],
    ["a refund without an id", { ...body, event_type: "PAYMENT.CAPTURE.REFUNDED", resource: { dispute_id: "D" } }],
    ["a dispute without an id", { ...body, event_type: "CUSTOMER.DISPUTE.CREATED" }],
    ["an id that would be another path", { ...body, resource: { id: "../../v1/x" } }],
  ])("with %s is malformed, so that PayPal shows the failure", (_what, bad) =>
    expect(() => parse(bad)).toThrow(MalformedPayloadError),
  )
})

describe("what is stored of a webhook", () => {
  const personal = {
    payer: { name: { given_name: "Ada", surname: "PRIVATE" }, email_address: "PRIVATE@example.com" },
    supplementary_data: { related_ids: { order_id: "O1" }, card: { name: "PRIVATE" } },
    purchase_units: [{ amount, custom_id: "cart_1", shipping: { name: { full_name: "PRIVATE" } }, description: "PRIVATE" }],
    disputed_transactions: [{ seller_transaction_id: "C1", buyer: { name: "PRIVATE" }, custom: "PRIVATE" }],
    metadata: { note: "PRIVATE" },
    primary_recipients: [{ billing_info: { business_name: "PRIVATE", tax_id: "PRIVATE" } }],
    detail: { metadata: { recipient_view_url: "https://www.paypal.com/invoice/PRIVATE" } },
    links: [
      { rel: "up", href: "https://api.paypal.com/v2/checkout/orders/O1" },
      { rel: "payer-view", href: "https://www.paypal.com/PRIVATE" },
    ],
  }
  const body = (event_type: string) => ({
    id: "WH-1",
    event_type,
    summary: "PRIVATE paid",
    resource: { id: "C1", dispute_id: "PP-D-1", order_id: "O1", status: "COMPLETED", amount, ...personal },
  })

  it.each([...KINDS.keys(), "INVOICING.INVOICE.PAID", "PAYMENT.SALE.COMPLETED", "BILLING.SUBSCRIPTION.CREATED", "NEW.KIND"])(
    "holds nothing of the payer's: %s",
    (type) => expect(JSON.stringify(parse(body(type)))).not.toContain("PRIVATE"),
  )

  it("is no more than ids of an event that nobody reads", () =>
    expect(parse(body("BILLING.SUBSCRIPTION.CREATED"))[0]?.payload).toEqual({
      notification: {
        id: "WH-1",
        event_type: "BILLING.SUBSCRIPTION.CREATED",
        resource: { id: "C1", order_id: "O1", dispute_id: "PP-D-1" },
      },
    }))

  it.each([...KINDS.keys(), "INVOICING.INVOICE.PAID", "NEW.KIND"])(
    "was all of it in older versions: that is masked when it is shown, and read as before (%s)",
    (type) => {
      const [event] = parse(body(type))
      const older = { id: "WH-1", type, payload: { notification: body(type) } }
      expect(JSON.stringify(redact(older.payload, paypal.redact))).not.toContain("PRIVATE")
      expect(event && paypal.normalize(older, context)).toEqual(event && paypal.normalize(event, context))
    },
  )

  it("shows the claim", () => {
    const [event] = parse(body("PAYMENT.CAPTURE.COMPLETED"))
    expect(redact(event?.payload, paypal.redact)).toMatchObject({ claim: { id: "C1", status: "COMPLETED", amount } })
  })
})

describe("an event that nobody reads", () => {
  const reading = (event_type: string, resource?: unknown) => {
    const [event] = parse({ id: "WH-1", event_type, resource })
    return event && paypal.normalize(event, context)
  }

  it.each(["VAULT.PAYMENT-TOKEN.CREATED", "BILLING.PLAN.CREATED", "PAYMENT.PAYOUTSBATCH.DENIED", "NEW.KIND"])(
    "needs no resource and is recorded: %s",
    (type) => {
      for (const resource of [undefined, null, "text", [], {}])
        expect(reading(type, resource)).toEqual({ facts: [], ignored: expect.stringContaining(type) })
    },
  )

  it.each([
    "PAYMENT.SALE.COMPLETED",
    "PAYMENT.SALE.REFUNDED",
    "PAYMENT.SALE.REVERSED",
    "PAYMENT.CAPTURE.CHARGED_BACK",
    "PAYMENT.REFUND.RETURNED",
    "CUSTOMER.DISPUTE.ESCALATED",
    "INVOICING.INVOICE.PAID",
  ])("and is about money needs a person: %s", (type) => {
    expect(reading(type, { id: "S1", amount: { total: "24.95", currency: "EUR" }, custom: ULID })).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringMatching(/S1/),
        sessionId: `payses_${ULID}`,
        amount: { minor: 2495n, currency: "EUR" },
      },
    })
    expect(reading(type)?.unclear?.detail).toContain(type)
  })
})

it("a claim is read as far as it can be", () => {
  const [event] = parse({
    id: "WH-1",
    event_type: "PAYMENT.CAPTURE.COMPLETED",
    create_time: 7,
    resource: { id: "C1", status: "COMPLETED", amount: "24.95", links: "x", payee: [], custom_id: "" },
  })
  expect(event && paypal.normalize(event, context)).toEqual({
    facts: [{ subject: "payment", state: "captured", providerPaymentId: "C1", providerCaptureId: "C1", mode: "test" }],
    refetch: true,
  })
})

describe("options", () => {
  const problems = (own: object) =>
    paypalOptions.safeParse({ ...required, ...own }).error?.issues.map(({ message }) => message) ?? []

  it("are complete with webhook ids, environment and the app", () => expect(problems({})).toEqual([]))

  it.each([
    [{ webhookIds: ["WEBHOOK_ID"] }, "the simulator's WEBHOOK_ID is anybody's"],
    [{ webhookIds: [] }, "at least one secret"],
    [{ environment: "production" }, 'must be "live" or "sandbox"'],
    [{ clientId: undefined }, "is the environment variable set?"],
    [{ clientSecret: "" }, "is the environment variable set?"],
    [{ toleranceSeconds: 0 }, "cannot be switched off"],
    [{ toleranceSeconds: 4 * 86_400 + 1 }, "four days"],
    [{ toleranceSeconds: null }, "whole number of seconds"],
    [{ trustUnverifiedResource: true }, '"trustUnverifiedResource" is not an option here'],
    [{ webhookId: "W1" }, '"webhookId" is not an option here'],
    [{ certificates: [] }, "leave the option out"],
    [{ certificates: ["-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] }, "is not a certificate in PEM"],
    [{ certificates: ["x"] }, "is not a certificate in PEM"],
    [{ certificates: [ROOT] }, "is not PayPal's signing certificate"],
    [{ certificates: [CERTIFICATES.longerName] }, "is not PayPal's signing certificate"],
    [{ certificates: [CERTIFICATES.ellipticCurve] }, "RSA key"],
    [{ rootCertificates: [CERTIFICATE] }, "is not the certificate of an authority"],
    [{ apiUrl: "http://paypal.example" }, "must be an https:// URL"],
    [{ apiUrl: "https://user:pass@paypal.example" }, "must be an https:// URL"],
    [{ apiUrl: "https://paypal.example?x" }, "must be an https:// URL"],
    [{ apiUrl: "http://localhost.evil.example" }, "must be an https:// URL"],
    [{ apiUrl: "paypal" }, "must be an https:// URL"],
  ])("%j stop the boot", (own, message) => expect(problems(own).join()).toContain(message))

  it.each([
    { apiUrl: "http://127.0.0.1:9100/api/paypal" },
    { apiUrl: "http://localhost:9100" },
    { apiUrl: "http://[::1]:9100" },
    { apiUrl: "https://proxy.example/paypal/" },
    { certificates: [`${CERTIFICATE}\n`] },
    { certificates: [CERTIFICATE.replaceAll("\n", "\\n")] },
    { certificates: [`${CERTIFICATE}\n${CERTIFICATES.live}`] },
    { rootCertificates: [ROOT] },
    { merchantId: "SHOPMERCHANT1" },
  ])("%j are accepted", (own) => expect(problems(own)).toEqual([]))

  it("never repeat a secret in their messages", () =>
    expect(
      problems({ clientSecret: " hush", webhookIds: ["hush-1"], certificates: ["hush"], apiUrl: "http://hush" }).join(),
    ).not.toContain("hush"))
})
