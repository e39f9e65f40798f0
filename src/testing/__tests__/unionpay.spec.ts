import type { Fact } from "../../services/domain/facts"
import { providers } from "../../services/providers/registry"
import type { ProviderContext } from "../../services/providers/provider"
import { UnspokenEventError, type TestMoneyEvent } from "../dialect"
import { unionPayDialect as dialect } from "../dialects"
import { createRouter } from "../gateway/http/router"
import type { GatewayPayment } from "../gateway/types"

const at = new Date("2025-06-01T12:00:00Z")
const paymentId = "gpay_0123456789abcdef01"
const sessionId = "payses_01JWPAYSES0000000000000001"
const reported = { id: "evt_1", sessionId, paymentId, amount: 2495, currency: "CNY", occurredAt: at }
const refund = {
  ...reported,
  subject: "refund" as const,
  refundId: "re_1",
  amount: 495,
  capturedAmount: 2495,
  refundedTotal: 495,
}

const EVENTS: Readonly<Partial<Record<string, TestMoneyEvent>>> = {
  "payment.pending": { ...reported, state: "pending" },
  "payment.authorized": { ...reported, state: "authorized" },
  "payment.captured": { ...reported, state: "captured" },
  "payment.failed": { ...reported, state: "failed", reasonCode: "60" },
  "payment.canceled": { ...reported, state: "canceled" },
  "refund.pending": { ...refund, state: "pending" },
  "refund.succeeded": { ...refund, state: "succeeded" },
  "refund.failed": { ...refund, state: "failed", reasonCode: "36" },
}

const { credentials, options } = dialect.example({
  webhookUrl: "https://shop.test/",
  apiUrl: "http://localhost:9010/api/unionpay",
})
const provider = providers.get("unionpay")

const paid = (change: Partial<GatewayPayment> = {}): GatewayPayment => ({
  id: paymentId,
  status: "captured",
  amount: 2495,
  currency: "CNY",
  capture_mode: "manual",
  captures: [],
  refunds: [],
  disputes: [],
  captured_amount: 2495,
  refunded_amount: 0,
  mode: "test",
  created_at: "",
  updated_at: "",
  ...change,
})

/** The gateway as far as the adapter asks it. */
function gateway(...payments: GatewayPayment[]): typeof fetch {
  const find = createRouter(
    dialect.api?.({ payment: (id) => payments.find((one) => one.id === id), payments: () => payments }) ?? {},
  )
  return async (url, init) => {
    const found = find(init?.method ?? "GET", new URL(String(url)).pathname.replace("/api/unionpay", ""))
    if (!found) return new Response("", { status: 404 })
    const call = { params: {}, query: new URLSearchParams(), headers: {}, body: {}, rawBody: Buffer.from(String(init?.body)) }
    const { status, body } = await found.handler(call)
    return new Response(String(body), { status })
  }
}

async function readBack(event: TestMoneyEvent, fetching = gateway(paid())) {
  if (!provider?.refetch) throw new Error("unionpay is not registered")
  const { body, headers, method } = dialect.sign(event, credentials, at)
  const context: ProviderContext<unknown> = {
    account: { id: "shop" },
    options: provider.options.parse(options),
    now: () => at,
    fetch: fetching,
  }
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await provider.verify(request, context)
  const [parsed] = provider.parse(request, context)
  if (!parsed) throw new Error("no event")
  return { id: parsed.id, facts: provider.normalize(await provider.refetch(parsed, context), context).facts as readonly Fact[] }
}

describe("the unionpay dialect", () => {
  it.each(dialect.speaks)("writes %s so that the provider reads the same", async (name) => {
    const event = EVENTS[name]
    if (!event) throw new Error(`no event for ${name}`)
    const { facts } = await readBack(event)
    const [subject, state] = name.split(".")
    expect(facts).toEqual([
      expect.objectContaining({
        subject,
        state,
        sessionId,
        providerPaymentId: paymentId,
        amount: { minor: BigInt(event.amount), currency: "CNY" },
        occurredAt: at,
        ...(event.subject === "refund" && { providerRefundId: "re_1" }),
        ...(event.reasonCode && { reasonCode: event.reasonCode }),
      }),
    ])
    expect(facts[0]).not.toHaveProperty("contradictions")
  })

  it.each([
    { ...reported, state: "requires_action" },
    { ...reported, state: "expired" },
    { ...reported, subject: "dispute", state: "opened", disputeId: "dp_1" },
  ] as TestMoneyEvent[])("has no event for $state", (event) =>
    expect(() => dialect.sign(event, credentials, at)).toThrow(UnspokenEventError),
  )

  it("distinguishes captures by their event, and not their copies", async () => {
    const ids = await Promise.all(
      ["evt_1", "evt_1", "evt_2"].map(async (id) => (await readBack({ ...reported, id, state: "captured" })).id),
    )
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(ids[2])
  })

  it("completes an authorization in part, and its API gives the amount", async () => {
    const captureId = `${paymentId}_c1`
    const captures = [{ id: captureId, amount: 1000, at: at.toISOString() }]
    const payment = paid({ status: "authorized", captures, captured_amount: 1000 })
    const { facts } = await readBack({ ...reported, state: "captured", captureId, amount: 1000 }, gateway(payment))
    expect(facts).toEqual([expect.objectContaining({ state: "captured", amount: { minor: 1000n, currency: "CNY" } })])
    expect(facts[0]).not.toHaveProperty("contradictions")
  })

  it("reads an authorization that was captured in the meantime", async () => {
    const { facts } = await readBack({ ...reported, state: "authorized" }, gateway(paid()))
    expect(facts).toEqual([expect.objectContaining({ state: "authorized" })])
  })

  it("is found out by the gateway's API when it lies about an amount", async () => {
    const { facts } = await readBack({ ...reported, state: "captured", amount: 1 })
    expect(facts).toEqual([
      expect.objectContaining({
        amount: { minor: 2495n, currency: "CNY" },
        contradictions: [expect.stringContaining("txnAmt")],
      }),
    ])
  })

  it.each([
    ["is still open", paid({ status: "pending", captured_amount: 0 })],
    ["is not known", paid({ id: "gpay_other" })],
  ])("is not believed about a capture that %s", (_what, payment) =>
    expect(readBack({ ...reported, state: "captured" }, gateway(payment))).rejects.toThrow("it is asked again later"),
  )

  it("reads as failed a payment that failed at the gateway", async () => {
    const { facts } = await readBack(
      { ...reported, state: "authorized" },
      gateway(paid({ status: "failed", captured_amount: 0 })),
    )
    expect(facts).toEqual([expect.objectContaining({ state: "failed", reasonCode: "61" })])
  })
})
