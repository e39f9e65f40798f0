import { offline } from "../../services/providers/kit/__tests__/offline"
import { factName, type FactName } from "../../services/domain/facts"
import { square } from "../../services/providers/square"
import { UnspokenEventError, type TestEvent } from "../dialect"
import { squareDialect as dialect } from "../dialects"

const SESSION = "payses_01JWF1XT0RE000000000000001"
const at = new Date("2025-06-01T12:00:00Z")
const urls = { webhookUrl: "http://127.0.0.1:9000/webhooks/payments/square", apiUrl: "http://127.0.0.1:9001/api/square" }
const { credentials, options } = dialect.example(urls)
const context = { account: { id: "shop" }, options: square.options.parse(options), now: () => at, fetch: offline }

function testEvent(name: FactName, more: object = {}): TestEvent {
  const [subject, state] = name.split(".")
  const told = {
    id: "evt_1",
    sessionId: SESSION,
    paymentId: "pay-1",
    amount: 2495,
    currency: "USD",
    mode: "test",
    occurredAt: at,
  }
  const refund = { refundId: "refund-1", capturedAmount: 2495, refundedTotal: 2495 }
  return {
    ...told,
    subject,
    state,
    ...(subject === "refund" && refund),
    ...(subject === "dispute" && { disputeId: "358950" }),
    ...more,
  } as TestEvent
}

/** The event as the room reads it from what the dialect signs. */
async function read(event: TestEvent) {
  const { body, headers, method } = dialect.sign(event, credentials, at)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
  await square.verify(request, context)
  const [parsed] = square.parse(request, context)
  if (!parsed) throw new Error("nothing was parsed")
  return { id: parsed.id, facts: square.normalize(parsed, context).facts }
}

describe("the square dialect", () => {
  it("speaks of all that the room reports", () => expect([...dialect.speaks].sort()).toEqual([...square.about.reports].sort()))

  it.each(dialect.speaks)("words %s so that the room reads it back", async (name) => {
    const { facts } = await read(testEvent(name))
    expect(facts.map(factName)).toEqual([name])
    expect(facts[0]).toMatchObject({
      providerPaymentId: "pay-1",
      amount: { minor: 2495n, currency: "USD" },
      ...(name.startsWith("payment.") && { sessionId: SESSION }),
      ...(name.startsWith("refund.") && { providerRefundId: "refund-1" }),
      ...(name.startsWith("dispute.") && { providerDisputeId: "358950" }),
    })
    expect(facts[0]).not.toHaveProperty("contradictions")
  })

  it.each(dialect.speaks)("gives %s one id when it is sent again, and another event another", async (name) => {
    const first = await read(testEvent(name))
    expect((await read(testEvent(name))).id).toBe(first.id)
    expect((await read(testEvent(name, { id: "evt_2" }))).id).not.toBe(first.id)
  })

  it.each(["payment.failed", "payment.canceled", "dispute.opened"] as const)("gives %s the reason it was told", async (name) => {
    const [fact] = (await read(testEvent(name, { reasonCode: "CVV_FAILURE" }))).facts
    expect(fact?.reasonCode).toBe("CVV_FAILURE")
  })

  it("says so where Square has no event for it", () =>
    expect(() => dialect.sign(testEvent("payment.requires_action"), credentials, at)).toThrow(UnspokenEventError))
})
