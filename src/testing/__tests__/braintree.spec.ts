import { offline } from "../../services/providers/kit/__tests__/offline"
import { braintree } from "../../services/providers/braintree"
import type { BraintreeOptions } from "../../services/providers/braintree/options"
import type { ProviderContext } from "../../services/providers/provider"
import { UnspokenEventError, type TestMoneyEvent } from "../dialect"
import { braintreeDialect } from "../dialects"

const at = new Date("2025-06-01T12:00:00Z")
const SESSION = "payses_01JWFQ2M3N4P5Q6R7S8T9V0W1X"
const { credentials, options } = braintreeDialect.example({ webhookUrl: "", apiUrl: "" })

const context: ProviderContext<BraintreeOptions> = {
  account: { id: "shop" },
  options: braintree.options.parse(options),
  now: () => at,
  fetch: offline,
}

async function read(event: TestMoneyEvent, signedAt = at) {
  const { body, headers, method } = braintreeDialect.sign(event, credentials, signedAt)
  const request = { method, url: "/", headers, rawBody: body, receivedAt: signedAt }
  await braintree.verify(request, context)
  const [parsed] = braintree.parse(request, context)
  if (!parsed) throw new Error("no event")
  return { id: parsed.id, ...braintree.normalize(parsed, context) }
}

const reported = { id: "evt_1", sessionId: SESSION, paymentId: "tx1", amount: 1000, currency: "EUR", occurredAt: at } as const

function eventOf(name: string): TestMoneyEvent {
  const [subject, state] = name.split(".") as [TestMoneyEvent["subject"], string]
  if (subject === "refund") {
    return { ...reported, subject, state: state as "failed", refundId: "re1", capturedAmount: 2495, refundedTotal: 1500 }
  }
  if (subject === "dispute") return { ...reported, subject, state: state as "won", disputeId: "d1", reasonCode: "fraud" }
  return { ...reported, state: state as "captured" }
}

describe("the braintree dialect", () => {
  it.each(braintreeDialect.speaks)("writes %s so that the provider reads the same", async (name) => {
    const { facts } = await read(eventOf(name))
    const [subject, state] = name.split(".")
    expect(facts).toEqual([
      expect.objectContaining({
        subject,
        state,
        sessionId: SESSION,
        providerPaymentId: "tx1",
        amount: { minor: 1000n, currency: "EUR" },
        occurredAt: at,
        ...(subject === "refund" && { providerRefundId: "re1" }),
        ...(subject === "dispute" && { providerDisputeId: "d1", reasonCode: "fraud" }),
      }),
    ])
  })

  it.each(["payment.failed", "refund.failed"])("passes the reason of %s on", async (name) => {
    const { facts } = await read({ ...eventOf(name), reasonCode: "4001" })
    expect(facts[0]?.reasonCode).toBe("4001")
  })

  it("makes a redelivery of the same id, and two events of two ids", async () => {
    const first = await read(eventOf("payment.captured"))
    const again = await read(eventOf("payment.captured"), new Date(at.getTime() + 3_600_000))
    const other = await read({ ...eventOf("payment.captured"), id: "evt_2" })
    expect(again.id).toBe(first.id)
    expect(other.id).not.toBe(first.id)
  })

  it.each(["payment.authorized", "payment.requires_action", "payment.canceled", "payment.expired", "refund.pending"])(
    "has no event for %s",
    (name) => expect(() => braintreeDialect.sign(eventOf(name), credentials, at)).toThrow(UnspokenEventError),
  )
})
