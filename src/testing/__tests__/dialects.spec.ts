import { offline } from "../../services/providers/kit/__tests__/offline"
import { medusa } from "../../services/providers/medusa"
import type { ProviderContext } from "../../services/providers/provider"
import { providers } from "../../services/providers/registry"
import { PAYMENT_STATES } from "../../services/domain/states"
import { DISPUTE_STATES, REFUND_STATES } from "../../services/domain/facts"
import { eventName, type Dialect, type TestEvent, type TestPaymentEvent } from "../dialect"
import { dialects, verifySandboxSignature } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const whsk = `whsk_${Buffer.alloc(32, 7).toString("base64")}`
// The public key of the seed above, from OpenSSL.
const whpk = "whpk_6kpsY+KcUgq+9VB7Ey7F+ZVHdq6+vnuSQh7qaRRG0iw="
const whsec = `whsec_${Buffer.alloc(32, 7).toString("base64")}`

const cases = [
  ["stripe", dialects.stripe, { secret: "whsec_x" }, { signingSecrets: ["whsec_x"] }],
  ["standard-webhooks", dialects["standard-webhooks"], { secret: whsec }, { secrets: [whsec] }],
  ["standard-webhooks", dialects["standard-webhooks"], { secret: whsk }, { secrets: [whpk] }],
  ["hmac", dialects.hmac, { keyId: "k", secret: "s" }, { keys: [{ id: "k", secrets: ["s"] }] }],
  [
    "hmac",
    dialects.hmac,
    { keyId: "k", secret: "s", timestampHeader: "x-time" },
    { keys: [{ id: "k", secrets: ["s"] }], timestamp: { header: "X-Time" } },
  ],
] as const

describe.each(cases)("the %s dialect (%#)", (provider, dialect, credentials, options) => {
  it.each(PAYMENT_STATES)("writes payment.%s so that the provider reads the same", async (state) => {
    const event: TestPaymentEvent = {
      id: "evt_1",
      state,
      sessionId: "payses_1",
      paymentId: "pay_1",
      amount: 2495,
      currency: "EUR",
      mode: "live",
      ...(state === "failed" ? { reasonCode: "lost_card" } : {}),
      occurredAt: at,
    }
    const { body, headers, method } = dialect.sign(event, credentials as never, at)
    const adapter = providers.get(provider)
    const context: ProviderContext<unknown> = {
      account: { id: "shop" },
      options: adapter?.options.parse(options),
      now: () => at,
      fetch: offline,
    }
    const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
    await adapter?.verify(request, context)
    const [parsed] = adapter?.parse(request, context) ?? []
    expect(parsed).toMatchObject({ id: "evt_1", occurredAt: at })
    expect(parsed && adapter?.normalize(parsed, context).facts).toEqual([
      expect.objectContaining({
        state,
        sessionId: "payses_1",
        providerPaymentId: "pay_1",
        amount: { minor: 2495n, currency: "EUR" },
        mode: "live",
        occurredAt: at,
      }),
    ])
    const [fact] = (parsed && adapter?.normalize(parsed, context).facts) ?? []
    if (state === "failed") expect(fact?.reasonCode).toBe("lost_card")
  })
})

const money = { sessionId: "payses_1", paymentId: "pay_1", amount: 500, currency: "EUR" } as const
const moreEvents: TestEvent[] = [
  { ...money, id: "e", state: "captured", captureId: "cap_2", capturedAmount: 2000, occurredAt: at },
  ...REFUND_STATES.map((state): TestEvent => {
    const refund = { refundId: "re_1", reference: "ref_1", capturedAmount: 2000, refundedTotal: 700 }
    return { ...money, ...refund, subject: "refund", id: "e", state, occurredAt: at }
  }),
  ...DISPUTE_STATES.map((state): TestEvent => {
    const dispute = { disputeId: "dp_1", reasonCode: "fraudulent", evidenceDueBy: new Date("2025-07-01T00:00:00Z") }
    return { ...money, ...dispute, subject: "dispute", id: "e", state, occurredAt: at }
  }),
  ...(["expiring", "updated"] as const).map((state): TestEvent => {
    const card = { brand: "visa", last4: "4242", expiresOn: new Date("2025-08-31") }
    const method = { paymentMethodId: "pm_1", customerId: "cus_1", ...card }
    return { ...method, subject: "payment_method", id: "e", state, occurredAt: at }
  }),
]

/** The fields of a provider's event beside subject, state and time. */
const SAID = {
  payment: { providerCaptureId: "cap_2", capturedTotal: { minor: 2000n, currency: "EUR" } },
  refund: { providerRefundId: "re_1", merchantRefundReference: "ref_1", refundedTotal: { minor: 700n, currency: "EUR" } },
  dispute: { providerDisputeId: "dp_1", reasonCode: "fraudulent", evidenceDueBy: new Date("2025-07-01T00:00:00Z") },
  payment_method: {
    providerPaymentMethodId: "pm_1",
    providerCustomerId: "cus_1",
    brand: "visa",
    last4: "4242",
    expiresOn: new Date("2025-08-31T00:00:00Z"),
  },
}

describe.each(["hmac", "standard-webhooks"] as const)("the %s dialect", (id) => {
  it("speaks every fact that the provider reports", () => {
    const reported = [...PAYMENT_STATES.map((state) => `payment.${state}`), ...moreEvents.map(eventName)]
    expect(new Set(reported)).toEqual(new Set(dialects[id].speaks))
    expect(dialects[id].speaks).toEqual(providers.get(id)?.about.reports)
  })

  it.each(moreEvents.map((event) => [eventName(event), event] as const))("writes %s in full", async (_name, event) => {
    const dialect = dialects[id] as Dialect
    const { credentials, options } = dialect.example({ webhookUrl: "", apiUrl: "" })
    const { body, headers, method } = dialect.sign(event, credentials, at)
    const provider = providers.get(id)
    const context = { account: { id: "shop" }, options: provider?.options.parse(options), now: () => at, fetch: offline }
    const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
    await provider?.verify(request, context)
    const [parsed] = provider?.parse(request, context) ?? []
    const { subject = "payment", state } = event
    const ofMoney = { sessionId: "payses_1", providerPaymentId: "pay_1", amount: { minor: 500n, currency: "EUR" } }
    expect(parsed && provider?.normalize(parsed, context).facts).toEqual([
      { subject, state, occurredAt: at, ...(subject === "payment_method" ? {} : ofMoney), ...SAID[subject] },
    ])
  })
})

describe("the sandbox dialect", () => {
  const event: TestPaymentEvent = {
    id: "evt_1",
    state: "captured",
    sessionId: "payses_1",
    paymentId: "sbx_1",
    amount: 2495,
    currency: "EUR",
    occurredAt: at,
  }
  const { body, headers } = dialects.sandbox.sign(event, { secret: "s1" }, at)
  const header = headers["x-sandbox-signature"]

  it("writes the documented body", () =>
    expect(JSON.parse(body.toString())).toEqual({
      id: "evt_1",
      object: "event",
      type: "payment.captured",
      created: 1748779200,
      data: { id: "sbx_1", session_id: "payses_1", amount: 2495, currency: "EUR", status: "captured" },
    }))

  it("writes a refund with its payment's id as its own", () => {
    const [refund] = moreEvents.filter(({ subject }) => subject === "refund")
    if (!refund) throw new Error("there is no refund")
    const { body } = dialects.sandbox.sign(refund, { secret: "s1" }, at)
    expect(JSON.parse(body.toString())).toMatchObject({
      type: "refund.pending",
      data: { id: "pay_1", status: "pending", refund_id: "re_1", refund_reference: "ref_1", amount: 500, refunded_total: 700 },
    })
  })

  it("is an event envelope for the medusa provider", async () => {
    const request = { method: "POST", url: "/", headers, rawBody: body, receivedAt: at }
    const context = {
      account: { id: "shop" },
      options: medusa.options.parse({ paymentProvider: "pp_sandbox_sandbox" }),
      now: () => at,
      fetch: offline,
      readMedusaWebhook: async () => ({ action: "captured" }),
    }
    await medusa.verify(request, context)
    expect(medusa.parse(request, context).map(({ id }) => id)).toEqual(["evt_1"])
  })

  it("verifies with any of the secrets, and with no other", () => {
    expect(verifySandboxSignature(body, header, ["s0", "s1"])).toBe(true)
    expect(verifySandboxSignature(body, header, ["s0"])).toBe(false)
    expect(verifySandboxSignature(body, header, [])).toBe(false)
    expect(verifySandboxSignature(body.subarray(1), header, ["s1"])).toBe(false)
    for (const wrong of [undefined, "", "00", `${header}, ${header}`, header?.toUpperCase()])
      expect(verifySandboxSignature(body, wrong, ["s1"])).toBe(false)
  })
})
