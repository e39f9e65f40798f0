import { offline } from "../../services/providers/kit/__tests__/offline"
import { alipay } from "../../services/providers/alipay"
import type { ProviderContext } from "../../services/providers/provider"
import type { AlipayOptions } from "../../services/providers/alipay/options"
import { UnspokenEventError, type TestEvent } from "../dialect"
import { alipayDialect } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const { credentials, options } = alipayDialect.example({ webhookUrl: "https://shop.example/hook", apiUrl: "" })
const context: ProviderContext<AlipayOptions> = {
  account: { id: "shop" },
  options: alipay.options.parse(options),
  now: () => at,
  fetch: offline,
}

const reported = {
  id: "notify-1",
  sessionId: "payses_01JWFXTRE00000000000000001",
  paymentId: "2025060122001400000000000001",
  amount: 2495,
  currency: "cny",
  occurredAt: at,
}
const refund = { ...reported, subject: "refund", state: "succeeded", refundId: "refund-1", capturedAmount: 2495 } as const

async function readBack(event: TestEvent) {
  const { method, headers, body } = alipayDialect.sign(event, credentials, at)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await alipay.verify(request, context)
  return alipay.parse(request, context).map((parsed) => ({ parsed, reading: alipay.normalize(parsed, context) }))
}

const common = { sessionId: reported.sessionId, providerPaymentId: reported.paymentId, occurredAt: at }
const amount = { minor: 2495n, currency: "CNY" }
const refunded = (minor: bigint) => ({
  ...common,
  subject: "refund",
  state: "succeeded",
  merchantRefundReference: "refund-1",
  refundedTotal: { minor, currency: "CNY" },
})

const cases: [string, TestEvent, object][] = [
  ["payment.pending", { ...reported, state: "pending" }, { ...common, subject: "payment", state: "pending", amount }],
  ["payment.captured", { ...reported, state: "captured" }, { ...common, subject: "payment", state: "captured", amount }],
  ["payment.expired", { ...reported, state: "expired" }, { ...common, subject: "payment", state: "expired", amount }],
  ["refund.succeeded", { ...refund, amount: 495, refundedTotal: 995 }, refunded(995n)],
  ["refund.succeeded", { ...refund, refundedTotal: 2495 }, refunded(2495n)],
]

describe("the alipay dialect", () => {
  it.each(cases)("writes %s so that the provider reads the same (%#)", async (_name, event, fact) => {
    const [first, ...others] = await readBack(event)
    expect(others).toEqual([])
    expect(first?.parsed).toMatchObject({ id: "notify-1", occurredAt: at })
    expect(first?.reading).toEqual({ facts: [fact] })
  })

  it("has an example of every fact that it speaks", () =>
    expect(new Set(cases.map(([name]) => name))).toEqual(new Set(alipayDialect.speaks)))

  it("leaves the session out where there is none", async () => {
    const [first] = await readBack({ ...reported, sessionId: undefined, state: "captured" })
    expect(first?.reading.facts[0]).not.toHaveProperty("sessionId")
  })

  it("has the time of the event, whenever it is sent", () => {
    const later = alipayDialect.sign({ ...reported, state: "captured" }, credentials, new Date("2025-06-02T12:00:00Z"))
    const request = { method: "POST", url: "/", headers: {}, rawBody: later.body, receivedAt: at }
    expect(alipay.parse(request, context)[0]?.occurredAt).toEqual(at)
  })

  const unspoken: TestEvent[] = [
    { ...reported, state: "authorized" },
    { ...reported, state: "failed" },
    { ...reported, state: "captured", currency: "EUR" },
    { ...refund, state: "failed", refundedTotal: 0 },
    { ...reported, subject: "dispute", state: "opened", disputeId: "d" },
  ]
  it.each(unspoken)("has no notice for $subject $state in $currency", (event) =>
    expect(() => alipayDialect.sign(event, credentials, at)).toThrow(UnspokenEventError),
  )
})
