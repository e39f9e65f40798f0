import { wechatpay } from "../../services/providers/wechatpay"
import { PAYMENT_STATES } from "../../services/domain/states"
import { offline } from "../../services/providers/kit/__tests__/offline"
import { UnspokenEventError, type TestEvent } from "../dialect"
import { wechatpayDialect } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const { credentials, options } = wechatpayDialect.example({ webhookUrl: "", apiUrl: "" })
const context = { account: { id: "shop" }, options: wechatpay.options.parse(options), now: () => at, fetch: offline }

const reported = {
  id: "EV-1",
  sessionId: "payses_01JWF1XTVRE000000000000001",
  paymentId: "4200001",
  amount: 2495,
  currency: "CNY",
  occurredAt: at,
}
const refund = {
  ...reported,
  subject: "refund",
  refundId: "5000001",
  amount: 495,
  capturedAmount: 2495,
  refundedTotal: 495,
} as const
const payment = {
  sessionId: reported.sessionId,
  providerPaymentId: "4200001",
  amount: { minor: 2495n, currency: "CNY" },
  occurredAt: at,
}
const refunded = { ...payment, providerRefundId: "5000001", amount: { minor: 495n, currency: "CNY" } }

const events: [TestEvent, Record<string, unknown>][] = [
  [
    { ...reported, state: "captured" },
    { subject: "payment", state: "captured", ...payment },
  ],
  [
    { ...reported, state: "failed" },
    { subject: "payment", state: "failed", ...payment, reasonCode: "PAYERROR" },
  ],
  [
    { ...refund, state: "succeeded" },
    { subject: "refund", state: "succeeded", ...refunded },
  ],
  [
    { ...refund, state: "failed" },
    { subject: "refund", state: "failed", ...refunded, reasonCode: "ABNORMAL" },
  ],
  [
    { ...refund, state: "failed", reasonCode: "CLOSED" },
    { subject: "refund", state: "failed", ...refunded, reasonCode: "CLOSED" },
  ],
  [
    { ...reported, subject: "dispute", state: "opened", disputeId: "2002018" },
    { subject: "dispute", state: "opened", providerDisputeId: "2002018", occurredAt: at },
  ],
  [
    { ...reported, subject: "dispute", state: "under_review", disputeId: "2002018" },
    { subject: "dispute", state: "under_review", providerDisputeId: "2002018", occurredAt: at },
  ],
  [
    { ...reported, subject: "dispute", state: "closed", disputeId: "2002018" },
    { subject: "dispute", state: "closed", providerDisputeId: "2002018", occurredAt: at },
  ],
]

async function read(event: TestEvent) {
  const { method, headers, body } = wechatpayDialect.sign(event, credentials, at)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await wechatpay.verify(request, context)
  return wechatpay.parse(request, context).map((parsed) => ({ parsed, reading: wechatpay.normalize(parsed, context) }))
}

describe("the wechatpay dialect", () => {
  it.each(events)("writes %j so that the provider reads the same", async (event, fact) => {
    const [{ parsed, reading } = { parsed: undefined, reading: undefined }, ...others] = await read(event)
    expect(others).toEqual([])
    expect(parsed).toMatchObject({ id: "EV-1", occurredAt: at })
    expect(reading?.facts).toEqual([expect.objectContaining(fact)])
    expect(reading?.facts[0]?.contradictions).toBeUndefined()
  })

  it("has an example of every fact that it speaks", () => {
    const shown = new Set(events.map(([, { subject, state }]) => `${String(subject)}.${String(state)}`))
    expect([...shown].sort()).toEqual([...wechatpayDialect.speaks].sort())
  })

  it("reads a payment without a session under the merchant's own reference", async () => {
    const { sessionId: _none, ...event } = { ...reported, state: "captured" as const }
    const [{ reading } = { reading: undefined }] = await read(event)
    expect(reading?.facts[0]).toMatchObject({ merchantReference: "4200001", providerPaymentId: "4200001" })
    expect(reading?.facts[0]).not.toHaveProperty("sessionId")
  })

  it.each(PAYMENT_STATES.filter((state) => state !== "captured" && state !== "failed"))(
    "has no event for payment.%s",
    (state) => {
      expect(() => wechatpayDialect.sign({ ...reported, state }, credentials, at)).toThrow(UnspokenEventError)
    },
  )

  it("has none for a complaint that somebody wins, nor for a pending refund", () => {
    const dispute = { ...reported, subject: "dispute", state: "won", disputeId: "2002018" } as const
    expect(() => wechatpayDialect.sign(dispute, credentials, at)).toThrow(UnspokenEventError)
    expect(() => wechatpayDialect.sign({ ...refund, state: "pending" }, credentials, at)).toThrow(UnspokenEventError)
  })

  it("makes equal events equal and others different", () => {
    const bodyOf = (event: TestEvent) => wechatpayDialect.sign(event, credentials, at).body.toString()
    expect(bodyOf({ ...reported, state: "captured" })).toBe(bodyOf({ ...reported, state: "captured" }))
    expect(bodyOf({ ...reported, state: "captured" })).not.toBe(bodyOf({ ...reported, id: "EV-2", state: "captured" }))
  })
})
