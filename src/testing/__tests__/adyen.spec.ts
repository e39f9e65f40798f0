import { offline } from "../../services/providers/kit/__tests__/offline"
import { adyen } from "../../services/providers/adyen"
import type { ProviderContext } from "../../services/providers/provider"
import type { AdyenOptions } from "../../services/providers/adyen/options"
import { UnspokenEventError, type TestMoneyEvent } from "../dialect"
import { adyenDialect } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const SESSION = "payses_01JWPZ5M8T4Q6R9V2X3Y7ZBCDE"
const { credentials, options } = adyenDialect.example({ webhookUrl: "http://localhost/w", apiUrl: "http://localhost/a" })
const context: ProviderContext<AdyenOptions> = {
  account: { id: "adyen" },
  options: adyen.options.parse(options),
  now: () => at,
  fetch: offline,
}

async function readBack(event: TestMoneyEvent, login = {}, more = {}) {
  const { body, headers, method } = adyenDialect.sign(event, { ...credentials, ...login }, at)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  const withMore = { ...context, options: adyen.options.parse({ ...(options as object), ...more }) }
  await adyen.verify(request, withMore)
  const [parsed, ...others] = adyen.parse(request, withMore)
  expect(others).toEqual([])
  if (!parsed) throw new Error("no event")
  return { id: parsed.id, facts: adyen.normalize(parsed, withMore).facts }
}

const reported = {
  id: "evt_1",
  sessionId: SESSION,
  paymentId: "PAYMENT000000001",
  amount: 2495,
  currency: "EUR",
  mode: "live",
  occurredAt: at,
} as const

function eventOf(name: string): TestMoneyEvent {
  const [subject, state] = name.split(".")
  const more = {
    ...(subject === "refund" ? { refundId: "REFUND0000000001", capturedAmount: 5000, refundedTotal: 2495 } : {}),
    ...(subject === "dispute" ? { disputeId: "DISPUTE000000001", reasonCode: "10.4" } : {}),
    ...(name === "payment.failed" || name === "refund.failed" ? { reasonCode: "lost_card" } : {}),
  }
  return { ...reported, ...more, subject, state } as TestMoneyEvent
}

describe("the adyen dialect", () => {
  it.each(adyenDialect.speaks)("writes %s so that the provider reads the same", async (name) => {
    const event = eventOf(name)
    const { facts } = await readBack(event)
    expect(facts).toEqual([
      expect.objectContaining({
        subject: event.subject,
        state: event.state,
        sessionId: SESSION,
        providerPaymentId: "PAYMENT000000001",
        amount: { minor: 2495n, currency: "EUR" },
        mode: "live",
        occurredAt: at,
        ...(event.subject === "refund" && { providerRefundId: "REFUND0000000001" }),
        ...(event.subject === "dispute" && { providerDisputeId: "DISPUTE000000001" }),
        ...(event.reasonCode && { reasonCode: event.reasonCode }),
      }),
    ])
  })

  it("speaks every fact that the provider reports", () =>
    expect([...adyenDialect.speaks].sort()).toEqual([...adyen.about.reports].sort()))

  it.each(adyenDialect.speaks.filter((name) => name.startsWith("payment.")))("keeps the ids of %s apart", async (name) => {
    const first = await readBack(eventOf(name))
    const again = await readBack(eventOf(name))
    const other = await readBack({ ...eventOf(name), id: "evt_2" })
    expect(again.id).toBe(first.id)
    expect(other.id).not.toBe(first.id)
  })

  it("gives each capture its own reference, under which it is the same event whoever reports it", async () => {
    const captured = { ...reported, state: "captured", captureId: "CAPTURE000000001" } as const
    const first = await readBack(captured)
    expect(first.facts).toEqual([expect.objectContaining({ providerCaptureId: "CAPTURE000000001" })])
    expect((await readBack({ ...captured, id: "evt_2" })).id).toBe(first.id)
    expect((await readBack({ ...captured, captureId: "CAPTURE000000002" })).id).not.toBe(first.id)
  })

  it("repeats the reference of a refund that the merchant asked for", async () => {
    const reference = "ref_01JWPZ5M8T4Q6R9V2X3Y7ZBCDE"
    const { facts } = await readBack({ ...(eventOf("refund.succeeded") as TestMoneyEvent & { subject: "refund" }), reference })
    expect(facts).toEqual([expect.objectContaining({ merchantRefundReference: reference })])
  })

  it("gives the deadline of a dispute", async () => {
    const evidenceDueBy = new Date("2025-06-20T00:00:00Z")
    const { facts } = await readBack({ ...(eventOf("dispute.opened") as TestMoneyEvent & { subject: "dispute" }), evidenceDueBy })
    expect(facts).toEqual([expect.objectContaining({ evidenceDueBy })])
  })

  it.each<[string, number]>([
    ["CLP", 19990],
    ["ISK", 3500],
    ["IDR", 15000000],
    ["CVE", 120000],
    ["KWD", 1250],
    ["JPY", 500],
  ])("counts %s as Adyen does", async (currency, amount) => {
    const { facts } = await readBack({ ...reported, state: "captured", currency, amount })
    expect(facts[0]?.amount).toEqual({ minor: BigInt(amount), currency })
  })

  it("logs in where the account asks for it", async () => {
    const basicAuth = [{ username: "adyen", password: "secret" }]
    const captured: TestMoneyEvent = { ...reported, state: "captured" }
    await expect(readBack(captured, { username: "adyen", password: "secret" }, { basicAuth })).resolves.toBeDefined()
    await expect(readBack(captured, {}, { basicAuth })).rejects.toThrow(/authorization/)
  })

  it("has no event for a payment that waits for its buyer", () =>
    expect(() => adyenDialect.sign({ ...reported, state: "requires_action" }, credentials, at)).toThrow(UnspokenEventError))
})
