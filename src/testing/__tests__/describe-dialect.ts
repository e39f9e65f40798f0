import { offline } from "../../services/providers/kit/__tests__/offline"
import { factName, type Fact, type FactName } from "../../services/domain/facts"
import type { PaymentProvider } from "../../services/providers/provider"
import type { Dialect, TestEvent } from "../dialect"

const SESSION = "payses_01JWF1XT0RE000000000000001"
export const at = new Date("2025-06-01T12:00:00Z")

/** The subject of a test of one dialect. */
export interface DialectUnderTest {
  readonly dialect: Dialect
  readonly provider: PaymentProvider
}

/** A dialect's words about one event of its provider's, and the adapter's reading of them. */
export interface Spoken {
  testEvent(name: FactName, more?: object): TestEvent
  sign(event: TestEvent): ReturnType<Dialect["sign"]>
  read(event: TestEvent): Promise<{ id: string; facts: readonly Fact[] }>
}

/** The dialect against the adapter that reads it, with the options of the dialect's own example. */
export function speak({ dialect, provider }: DialectUnderTest): Spoken {
  const { credentials, options } = dialect.example({
    webhookUrl: `http://127.0.0.1:9000/webhooks/payments/${provider.id}`,
    apiUrl: `http://127.0.0.1:9001/api/${provider.id}`,
  })
  const context = { account: { id: "shop" }, options: provider.options.parse(options), now: () => at, fetch: offline }
  const sign = (event: TestEvent) => dialect.sign(event, credentials, at)
  return {
    testEvent,
    sign,
    async read(event) {
      const { body, headers, method } = sign(event)
      const request = { method, url: "/", headers, rawBody: body, receivedAt: at }
      await provider.verify(request, context)
      const [parsed] = provider.parse(request, context)
      if (!parsed) throw new Error("nothing was parsed")
      return { id: parsed.id, facts: provider.normalize(parsed, context).facts }
    },
  }
}

function testEvent(name: FactName, more: object = {}): TestEvent {
  const [subject, state] = name.split(".")
  const reported = {
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
    ...reported,
    subject,
    state,
    ...(subject === "refund" && refund),
    ...(subject === "dispute" && { disputeId: "358950" }),
    ...more,
  } as TestEvent
}

/** The suite that every dialect passes whose events carry all known fields. `more` adds the fields of this one only. */
export function describeDialect(tested: DialectUnderTest, more: (spoken: Spoken) => void): void {
  const { dialect, provider } = tested
  const spoken = speak(tested)
  const { read } = spoken

  describe(`the ${provider.id} dialect`, () => {
    it("speaks every fact that the provider reports", () =>
      expect([...dialect.speaks].sort()).toEqual([...provider.about.reports].sort()))

    it.each(dialect.speaks)("words %s so that the provider reads it back", async (name) => {
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

    more(spoken)
  })
}
