import type { FactName } from "../../services/domain/facts"
import { isPaymentState } from "../../services/domain/states"
import { paypal } from "../../services/providers/paypal"
import type { ProviderContext } from "../../services/providers/provider"
import { UnspokenEventError, type GatewayTruth, type TestMoneyEvent } from "../dialect"
import { paypalDialect } from "../dialects"
import { createRouter } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"

const at = new Date("2025-06-01T12:00:00Z")
const API = "http://127.0.0.1:1/api/paypal"
const sessionId = "payses_01JWF1XT0RE000000000000001"
const { credentials, options } = paypalDialect.example({ webhookUrl: "http://127.0.0.1/webhooks/payments/shop", apiUrl: API })

const common = { id: "WH-1", sessionId, paymentId: "gpay_0a1b", amount: 2495, currency: "EUR", reasonCode: "WHY", occurredAt: at }

function eventOf(name: FactName): TestMoneyEvent {
  const [subject, state] = name.split(".")
  if (subject === "refund") {
    return { ...common, subject, state: state as "pending", refundId: `REF${state}`, capturedAmount: 5000, refundedTotal: 4000 }
  }
  if (subject === "dispute") return { ...common, subject, state: state as "won", disputeId: `PP-D-${state}` }
  return { ...common, state: state as "captured" }
}

/** The refund that the event is about, after others that make up its total. */
function refundsOf(event: TestMoneyEvent): GatewayPayment["refunds"] {
  if (event.subject !== "refund") return []
  const { refundId, state, amount, refundedTotal, reasonCode, reference } = event
  const before = { id: "REFbefore", status: "succeeded", amount: refundedTotal - amount, at: at.toISOString() } as const
  return [before, { id: refundId, status: state, amount, at: at.toISOString(), reason_code: reasonCode, reference }]
}

function disputesOf(event: TestMoneyEvent): GatewayPayment["disputes"] {
  if (event.subject !== "dispute") return []
  const { disputeId, state, amount, reasonCode, evidenceDueBy } = event
  return [
    {
      id: disputeId,
      status: state,
      amount,
      at: at.toISOString(),
      reason_code: reasonCode,
      evidence_due_by: evidenceDueBy?.toISOString(),
    },
  ]
}

/** The gateway's truth once the event's change is done. */
function truthOf(event: TestMoneyEvent): GatewayTruth {
  const status = event.subject === "refund" || event.subject === "dispute" ? "captured" : event.state
  const payment: GatewayPayment = {
    id: event.paymentId,
    status,
    amount: event.subject === "refund" ? event.capturedAmount : event.amount,
    currency: event.currency,
    ...(event.sessionId === undefined ? {} : { session_id: event.sessionId }),
    capture_mode: "automatic",
    captures: [],
    refunds: refundsOf(event),
    disputes: disputesOf(event),
    captured_amount: status === "captured" ? event.amount : 0,
    refunded_amount: 0,
    mode: "test",
    ...(event.reasonCode === undefined ? {} : { reason_code: event.reasonCode }),
    created_at: at.toISOString(),
    updated_at: event.occurredAt.toISOString(),
  }
  return { payment: (id) => (id === payment.id ? payment : undefined), payments: () => [payment] }
}

/** The dialect's API as the gateway serves it, without the socket. */
function apiFetch(truth: GatewayTruth): typeof fetch {
  const find = createRouter(paypalDialect.api?.(truth) ?? {})
  return async (input, init) => {
    const url = new URL(String(input))
    const found = find(init?.method ?? "GET", url.pathname.replace("/api/paypal", ""))
    if (!found) return new Response(null, { status: 404 })
    const { status, body } = await found.handler({
      params: found.params,
      query: url.searchParams,
      headers: Object.fromEntries(new Headers(init?.headers)),
      body: {},
      rawBody: Buffer.from(typeof init?.body === "string" ? init.body : ""),
    })
    return Response.json(body, { status })
  }
}

async function readBack(event: TestMoneyEvent, truth = truthOf(event), own: object = {}) {
  const { body, headers, method } = paypalDialect.sign(event, credentials, at)
  const context: ProviderContext<ReturnType<typeof paypal.options.parse>> = {
    account: { id: "shop" },
    options: paypal.options.parse({ ...(options as object), ...own }),
    now: () => at,
    fetch: apiFetch(truth),
  }
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await paypal.verify(request, context)
  const [parsed] = paypal.parse(request, context)
  if (!parsed || !paypal.refetch) throw new Error("nothing was read")
  return { parsed, reading: paypal.normalize(await paypal.refetch(parsed, context), context) }
}

const amount = { minor: 2495n, currency: "EUR" }

describe("the paypal dialect", () => {
  it("speaks every fact that the provider reports", () => {
    expect([...paypalDialect.speaks].sort()).toEqual([...paypal.about.reports].sort())
  })

  it.each(paypalDialect.speaks)("writes %s so that the provider reads the same, after asking the dialect's API", async (name) => {
    const event = eventOf(name)
    const { parsed, reading } = await readBack(event)
    expect(parsed).toMatchObject({ id: "WH-1", occurredAt: at })
    const expected = {
      state: event.state,
      sessionId,
      providerPaymentId: "gpay_0a1b",
      amount,
      mode: "test",
      occurredAt: at,
      ...(name === "payment.expired" ? {} : { reasonCode: "WHY" }),
      ...(event.subject === "refund" && { providerRefundId: event.refundId }),
      ...(name === "refund.succeeded" && { refundedTotal: { minor: 4000n, currency: "EUR" } }),
      ...(event.subject === "dispute" && { providerDisputeId: event.disputeId }),
    }
    expect(reading.facts).toEqual([expect.objectContaining(expected)])
    expect(name.startsWith("payment.")).toBe(isPaymentState(event.state) && event.subject === undefined)
  })

  it.each([
    ["HUF", 999500, '"9995"'],
    ["JPY", 2495, '"2495"'],
    ["TWD", 99500, '"995"'],
    ["USD", 5, '"0.05"'],
  ])("writes %s as PayPal does", async (currency, minor, written) => {
    const event: TestMoneyEvent = { ...common, state: "captured", currency, amount: minor }
    expect(paypalDialect.sign(event, credentials, at).body.toString()).toContain(`"value":${written}`)
    expect((await readBack(event)).reading.facts).toEqual([
      expect.objectContaining({ amount: { minor: BigInt(minor), currency } }),
    ])
  })

  it("has its API report the truth where the webhook does not", async () => {
    const event: TestMoneyEvent = { ...common, state: "captured" }
    const lie = { ...event, amount: 1, currency: "USD" }
    expect((await readBack(lie, truthOf(event))).reading.facts).toEqual([expect.objectContaining({ state: "captured", amount })])
    const pending = truthOf({ ...event, state: "pending" })
    expect((await readBack(event, pending)).reading.facts).toEqual([expect.objectContaining({ state: "pending" })])
  })

  it("knows every capture by its own id", async () => {
    const event: TestMoneyEvent = { ...common, state: "captured", captureId: "gpay_0a1b_c2", amount: 1000 }
    const [payment] = truthOf(event).payments()
    if (!payment) throw new Error("there is no payment")
    const captures = [1495, 1000].map((part, index) => ({ id: `gpay_0a1b_c${index + 1}`, amount: part, at: at.toISOString() }))
    const { reading } = await readBack(event, { payment: () => undefined, payments: () => [{ ...payment, captures }] })
    expect(reading.facts).toEqual([
      expect.objectContaining({
        state: "captured",
        providerPaymentId: "gpay_0a1b",
        providerCaptureId: "CAP-gpay_0a1b_c2",
        amount: { minor: 1000n, currency: "EUR" },
      }),
    ])
  })

  it("repeats the merchant's reference of a refund, and gives the deadline of a dispute", async () => {
    const refund = { ...(eventOf("refund.succeeded") as TestMoneyEvent & { subject: "refund" }), reference: "ref_1" }
    expect((await readBack(refund)).reading.facts).toEqual([expect.objectContaining({ merchantRefundReference: "ref_1" })])
    const evidenceDueBy = new Date("2025-06-20T00:00:00Z")
    const dispute = { ...(eventOf("dispute.opened") as TestMoneyEvent & { subject: "dispute" }), evidenceDueBy }
    expect((await readBack(dispute)).reading.facts).toEqual([expect.objectContaining({ evidenceDueBy })])
  })

  it("has its API know the example's app only", async () => {
    const event: TestMoneyEvent = { ...common, state: "captured" }
    await expect(readBack(event, truthOf(event), { clientSecret: "wrong" })).rejects.toThrow("check clientId, clientSecret")
  })

  it("has no event for a payment that needs the buyer", () =>
    expect(() => paypalDialect.sign({ ...common, state: "requires_action" }, credentials, at)).toThrow(UnspokenEventError))
})
