import { offline } from "../../services/providers/kit/__tests__/offline"
import type { ProviderContext } from "../../services/providers/provider"
import { stripe } from "../../services/providers/stripe"
import type { StripeOptions } from "../../services/providers/stripe/options"
import { UnspokenEventError, type TestEvent, type TestMoneyEvent, type TestPaymentMethodEvent } from "../dialect"
import { stripeDialect } from "../dialects"
import type { GatewayPayment } from "../gateway"

const at = new Date("2025-06-01T12:00:00Z")
const urls = { webhookUrl: "http://localhost:9000/webhooks/payments/stripe", apiUrl: "http://localhost:9001/api/stripe" }
const { credentials, options } = stripeDialect.example(urls)

const contextWith = (fetch: typeof globalThis.fetch): ProviderContext<StripeOptions> => ({
  account: { id: "shop" },
  options: stripe.options.parse(options),
  now: () => at,
  fetch,
})

async function read(event: TestEvent, more: { thin?: true } = {}, context = contextWith(offline)) {
  const { body, headers, method } = stripeDialect.sign(event, { ...credentials, ...more }, at)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await stripe.verify(request, context)
  const [parsed] = stripe.parse(request, context)
  if (!parsed) throw new Error("no event")
  const asked = await stripe.refetch?.(parsed, context)
  return { id: parsed.id, ...stripe.normalize(asked ?? parsed, context) }
}

const reported = {
  id: "evt_1",
  sessionId: "payses_1",
  paymentId: "pi_1",
  amount: 1000,
  currency: "EUR",
  mode: "live",
  occurredAt: at,
} as const
const expected = {
  sessionId: "payses_1",
  providerPaymentId: "pi_1",
  amount: { minor: 1000n, currency: "EUR" },
  mode: "live",
  occurredAt: at,
}

function eventOf(name: string): TestMoneyEvent {
  const [subject, state] = name.split(".") as [TestMoneyEvent["subject"], string]
  if (subject === "refund") {
    return { ...reported, subject, state: state as "failed", refundId: "re_1", capturedAmount: 2495, refundedTotal: 1500 }
  }
  if (subject === "dispute") return { ...reported, subject, state: state as "won", disputeId: "du_1", reasonCode: "fraudulent" }
  return { ...reported, state: state as "captured" }
}

describe("the stripe dialect", () => {
  it.each(stripeDialect.speaks.filter((name) => !name.startsWith("payment_method.")))(
    "writes %s so that the provider reads the same",
    async (name) => {
      const { id, facts } = await read(eventOf(name))
      const [subject, state] = name.split(".")
      expect(id).toBe("evt_1")
      expect(facts).toEqual([
        expect.objectContaining({
          subject,
          state,
          ...expected,
          ...(subject === "refund" && { providerRefundId: "re_1" }),
          ...(name === "refund.succeeded" && { refundedTotal: { minor: 1500n, currency: "EUR" } }),
          ...(subject === "dispute" && { providerDisputeId: "du_1", reasonCode: "fraudulent" }),
        }),
      ])
    },
  )

  it.each(["expiring", "updated"] as const)("writes payment_method.%s so that the provider reads the same", async (state) => {
    const event: TestPaymentMethodEvent = {
      ...{ subject: "payment_method", state, id: "evt_1", mode: "live", occurredAt: at },
      ...{ paymentMethodId: "pm_1", customerId: "cus_1", brand: "Visa", last4: "4242", expiresOn: new Date("2026-02-28") },
    }
    const { facts } = await read(event)
    expect(facts).toEqual([
      {
        ...{ subject: "payment_method", state, mode: "live", occurredAt: at, expiresOn: new Date("2026-02-28T00:00:00Z") },
        ...{ providerPaymentMethodId: "pm_1", providerCustomerId: "cus_1", brand: "Visa", last4: "4242" },
      },
    ])
  })

  it.each([
    ["a part, more to come", { capturedAmount: 1500, authorizedAmount: 2500, capturableAmount: 1000 }, "charge.captured"],
    ["the last part", { capturedAmount: 2500, authorizedAmount: 2500, capturableAmount: 0 }, "payment_intent.succeeded"],
    ["a part, the rest let go", { capturedAmount: 1500, authorizedAmount: 2500 }, "payment_intent.succeeded"],
  ])("words the capture of %s as Stripe does", async (_what, more, type) => {
    const event: TestEvent = { ...reported, state: "captured", captureId: "gpay_1_c2", ...more }
    expect(JSON.parse(stripeDialect.sign(event, credentials, at).body.toString())).toMatchObject({ type })
    const total = { minor: BigInt(more.capturedAmount), currency: "EUR" }
    const { facts } = await read(event)
    expect(facts).toEqual([expect.objectContaining({ ...expected, state: "captured", amount: total, capturedTotal: total })])
  })

  it("passes on the deadline of a dispute", async () => {
    const evidenceDueBy = new Date("2025-06-20T00:00:00Z")
    const { facts } = await read({ ...(eventOf("dispute.opened") as TestMoneyEvent & { subject: "dispute" }), evidenceDueBy })
    expect(facts).toEqual([expect.objectContaining({ evidenceDueBy })])
  })

  it("passes the reason of a failed refund on", async () => {
    const { facts } = await read({ ...eventOf("refund.failed"), reasonCode: "declined" })
    expect(facts[0]?.reasonCode).toBe("declined")
  })

  describe("with thin payloads", () => {
    const payment: GatewayPayment = {
      id: "pi_1",
      status: "captured",
      amount: 1000,
      currency: "EUR",
      session_id: "payses_1",
      capture_mode: "automatic",
      captures: [],
      refunds: [],
      disputes: [],
      captured_amount: 1000,
      refunded_amount: 0,
      mode: "live",
      created_at: at.toISOString(),
      updated_at: at.toISOString(),
    }
    const routes = stripeDialect.api?.({ payment: (id) => (id === "pi_1" ? payment : undefined), payments: () => [payment] })
    const gateway: typeof fetch = async (input, init) => {
      const prefix = `${urls.apiUrl}/v1/payment_intents/`
      if (!String(input).startsWith(prefix)) throw new Error(`${String(input)} is not served`)
      const headers = Object.fromEntries(new Headers(init?.headers))
      const call = { params: { id: String(input).slice(prefix.length) }, query: new URLSearchParams(), headers, body: {} }
      const reply = await routes?.["GET /v1/payment_intents/:id"]?.({ ...call, rawBody: Buffer.alloc(0) })
      return Response.json(reply?.body, { status: reply?.status ?? 404 })
    }

    it("names the payment, which the provider finds at the gateway", async () => {
      const { facts } = await read(eventOf("payment.captured"), { thin: true }, contextWith(gateway))
      expect(facts).toEqual([expect.objectContaining({ subject: "payment", state: "captured", ...expected })])
    })

    it("has a gateway that asks for a key and knows its own payments only", async () => {
      const served = routes?.["GET /v1/payment_intents/:id"]
      const call = { params: { id: "pi_2" }, query: new URLSearchParams(), headers: {}, body: {}, rawBody: Buffer.alloc(0) }
      expect(await served?.(call)).toMatchObject({ status: 401 })
      expect(await served?.({ ...call, headers: { authorization: "Bearer rk_test_example" } })).toMatchObject({ status: 404 })
    })

    it.each(["refund.succeeded", "dispute.opened"] as const)("has no event for %s", (name) =>
      expect(() => stripeDialect.sign(eventOf(name), { ...credentials, thin: true }, at)).toThrow(UnspokenEventError),
    )
  })
})
