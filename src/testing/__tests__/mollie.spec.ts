import { offline } from "../../services/providers/kit/__tests__/offline"
import { mollie } from "../../services/providers/mollie"
import { eventName, UnspokenEventError, type TestMoneyEvent } from "../dialect"
import { mollieClassicDialect, mollieDialect } from "../dialects"
import { fromMollieId, toMollieId } from "../dialects/mollie-classic"
import { createGateway } from "../gateway"

const at = new Date("2025-06-01T12:00:00Z")
const SESSION = "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1"
const reported = { id: "event_1", sessionId: SESSION, paymentId: "tr_1", amount: 2495, currency: "EUR", occurredAt: at } as const
const refund = {
  ...reported,
  subject: "refund",
  mode: "live",
  refundId: "re_1",
  capturedAmount: 9000,
  refundedTotal: 4000,
} as const
const dispute = { ...reported, subject: "dispute", disputeId: "chb_1", reasonCode: "AC01" } as const

const events: TestMoneyEvent[] = [
  { ...reported, mode: "live", state: "pending" },
  { ...reported, mode: "live", state: "authorized" },
  { ...reported, mode: "live", state: "captured" },
  { ...reported, mode: "live", state: "failed", reasonCode: "insufficient_funds" },
  { ...reported, mode: "live", state: "canceled" },
  { ...reported, mode: "live", state: "expired" },
  { ...refund, state: "pending" },
  { ...refund, state: "succeeded" },
  { ...refund, state: "failed" },
  { ...dispute, reasonCode: undefined, state: "opened" },
  { ...dispute, state: "won" },
  { ...dispute, state: "lost" },
]

describe("the mollie dialect", () => {
  const { credentials, options } = mollieDialect.example({ webhookUrl: "", apiUrl: "" })

  it("speaks all of these and nothing else", () => expect(events.map(eventName)).toEqual(mollieDialect.speaks))

  it.each(events.map((event) => [eventName(event), event] as const))(
    "writes %s so that the provider reads the same",
    async (_name, event) => {
      const { body, headers, method } = mollieDialect.sign(event, credentials, at)
      const context = { account: { id: "shop" }, options: mollie.options.parse(options), now: () => at, fetch: offline }
      const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
      await mollie.verify(request, context)
      const [parsed] = mollie.parse(request, context)
      expect(parsed).toMatchObject({ id: "event_1", occurredAt: at })
      expect(parsed && mollie.normalize(parsed, context).facts).toEqual([
        {
          subject: event.subject ?? "payment",
          state: event.state,
          providerPaymentId: "tr_1",
          amount: { minor: 2495n, currency: "EUR" },
          occurredAt: at,
          // A chargeback of Mollie's carries neither.
          ...(event.subject !== "dispute" && { sessionId: SESSION, mode: "live" }),
          ...(event.subject === "refund" && { providerRefundId: "re_1" }),
          ...(event.subject === "dispute" && { providerDisputeId: "chb_1", openedAt: at }),
          ...(event.reasonCode && { reasonCode: event.reasonCode }),
        },
      ])
    },
  )

  it("reports the whole captured amount", async () => {
    const event: TestMoneyEvent = { ...reported, state: "captured", amount: 500, capturedAmount: 1500, authorizedAmount: 2495 }
    const { body, headers, method } = mollieDialect.sign(event, credentials, at)
    const context = { account: { id: "shop" }, options: mollie.options.parse(options), now: () => at, fetch: offline }
    const [parsed] = mollie.parse({ method, url: "/", headers, rawBody: body, receivedAt: at }, context)
    const total = { minor: 1500n, currency: "EUR" }
    expect(parsed && mollie.normalize(parsed, context).facts).toEqual([
      expect.objectContaining({ amount: total, capturedTotal: total }),
    ])
  })

  it("has no event for payment.requires_action", () =>
    expect(() => mollieDialect.sign({ ...reported, state: "requires_action" }, credentials, at)).toThrow(UnspokenEventError))
})

describe("toMollieId", () => {
  it.each(["tr_1", "tr_x1", "tr_x61", "gpay_0123456789abcdef01", "pay_1", "ü"])(
    "turns %s into an id of Mollie's, and back",
    (id) => {
      expect(toMollieId(id)).toMatch(/^tr_[A-Za-z0-9]{1,64}$/)
      expect(fromMollieId(toMollieId(id))).toBe(id)
    },
  )
})

describe("the mollie-classic dialect", () => {
  const gateway = createGateway()
  let context: Parameters<typeof mollie.verify>[1]
  beforeAll(async () => {
    const apiUrl = `${await gateway.listen()}/api/mollie-classic`
    const { options } = mollieClassicDialect.example({ webhookUrl: "", apiUrl })
    context = { account: { id: "shop" }, options: mollie.options.parse(options), now: () => at, fetch }
  })
  afterAll(() => gateway.close())

  async function read(paymentId: string, state: "captured" | "failed" = "captured") {
    const { body, headers, method } = mollieClassicDialect.sign({ ...reported, paymentId, state }, {}, at)
    const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
    await mollie.verify(request, context)
    return mollie.parse(request, context).map((event) => ({ id: event.id, ...mollie.normalize(event, context) }))
  }

  it.each([
    ["authorize", "authorized", {}],
    ["capture", "captured", {}],
    ["fail", "failed", { reason_code: "insufficient_funds" }],
    ["cancel", "canceled", {}],
    ["expire", "expired", {}],
    ["require_action", "pending", {}],
  ] as const)("lets the provider ask for the state of a payment: %s is read as %s", async (verb, state, more) => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR", session_id: SESSION })
    await gateway.client.change(id, verb, more)
    const [{ facts } = { facts: [] }] = await read(id)
    expect(facts).toEqual([
      expect.objectContaining({
        state,
        sessionId: SESSION,
        providerPaymentId: toMollieId(id),
        amount: { minor: 2495n, currency: "EUR" },
        mode: "test",
        ...("reason_code" in more && { reasonCode: more.reason_code }),
      }),
    ])
  })

  it("is one event per state, however often it is sent", async () => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR" })
    const [pending] = await read(id)
    await gateway.client.change(id, "capture")
    const [captured] = await read(id)
    const [again] = await read(id)
    expect(captured?.id).not.toBe(pending?.id)
    expect(again?.id).toBe(captured?.id)
  })

  it("reports a refund through its payment", async () => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR", session_id: SESSION })
    await gateway.client.change(id, "capture")
    await gateway.client.refund(id, { amount: 500 })
    const [{ facts } = { facts: [] }] = await read(id)
    const money = { minor: 500n, currency: "EUR" }
    expect(facts).toEqual([
      expect.objectContaining({ subject: "payment", state: "captured" }),
      expect.objectContaining({ subject: "refund", state: "succeeded", amount: money, refundedTotal: money, sessionId: SESSION }),
    ])
  })

  it("cannot lie: the state that it claims counts for nothing", async () => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR" })
    const [{ facts } = { facts: [] }] = await read(id, "captured")
    expect(facts).toEqual([expect.objectContaining({ state: "pending" })])
  })

  it("is acknowledged without an event for a payment that is not there", async () => expect(await read("tr_1")).toEqual([]))

  it("shows a payment to a key of its own mode only, and to nobody without a key", async () => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR" })
    const url = `${context.options.apiUrl}/v2/payments/${toMollieId(id)}`
    const status = async (authorization?: string) =>
      (await fetch(url, authorization ? { headers: { authorization } } : {})).status
    expect(await status("Bearer test_x")).toBe(200)
    expect(await status("Bearer live_x")).toBe(404)
    expect(await status("Bearer x")).toBe(401)
    expect(await status()).toBe(401)
  })

  it("reports refunds and chargebacks one by one", async () => {
    const { id } = await gateway.client.createPayment({ amount: 2495, currency: "EUR", session_id: SESSION })
    await gateway.client.change(id, "capture")
    await gateway.client.refund(id, { amount: 500, refund_id: "re_done" })
    await gateway.client.refund(id, { amount: 300, refund_id: "re_pending", status: "pending" })
    const { refund } = await gateway.client.refund(id, { amount: 200 })
    await gateway.client.updateRefund(id, refund.id, "fail")
    const { dispute } = await gateway.client.dispute(id, { reason_code: "AC01" })
    await gateway.client.updateDispute(id, dispute.id, "win")
    const [{ facts } = { facts: [] }] = await read(id)
    expect(facts).toEqual([
      expect.objectContaining({ subject: "payment", state: "captured" }),
      expect.objectContaining({ state: "succeeded", providerRefundId: "re_done", amount: { minor: 500n, currency: "EUR" } }),
      expect.objectContaining({ state: "pending", providerRefundId: "re_pending" }),
      expect.objectContaining({ state: "failed", providerRefundId: refund.id }),
      expect.objectContaining({ subject: "dispute", state: "won", providerDisputeId: dispute.id, reasonCode: "AC01" }),
    ])
    for (const fact of facts) expect(fact).not.toHaveProperty("refundedTotal")
  })

  it.each([
    { ...reported, state: "requires_action" },
    { ...dispute, state: "opened" },
  ] as TestMoneyEvent[])("has no event for $subject $state", (event) =>
    expect(() => mollieClassicDialect.sign(event, {}, at)).toThrow(UnspokenEventError),
  )
})
