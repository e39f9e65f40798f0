import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeOptions, type StripeOptions } from "../options"

const contextWith = (options: object = {}, answer?: unknown): ProviderContext<StripeOptions> & { asked: unknown[] } => {
  const asked: unknown[] = []
  return {
    asked,
    account: { id: "stripe" },
    options: stripeOptions.parse({ signingSecrets: ["whsec_x"], ...options }),
    now: () => new Date(),
    fetch: async (input, init) => {
      asked.push([decodeURIComponent(String(input)), new Headers(init?.headers).get("stripe-context")])
      return answer ? Response.json(answer) : new Response("{}", { status: 404 })
    },
  }
}

const eventOf = (object: object, more: object = {}) => {
  const event = { id: "evt_1", object: "event", type: "charge.refunded", created: 1748779200, livemode: true, ...more }
  const rawBody = Buffer.from(JSON.stringify({ ...event, data: { object } }))
  const [parsed] = stripe.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, contextWith())
  if (!parsed) throw new Error("no event")
  return parsed
}
const read = (object: object, context = contextWith()) => stripe.normalize(eventOf(object), context)
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

const charge = {
  id: "ch_1",
  object: "charge",
  amount: 2495,
  amount_captured: 2495,
  amount_refunded: 1500,
  captured: true,
  currency: "eur",
  payment_intent: "pi_1",
}
const listed = (id: string, amount: number, created: number, status = "succeeded") => ({ id, amount, created, status })
const factOf = (refunds: object[], more: object = {}) => read({ ...charge, refunds: { data: refunds }, ...more }).facts[0]

describe("a refunded charge", () => {
  it("reports the youngest of the listed refunds and the sum, in whatever order they are listed", () => {
    const refunds = [listed("re_1", 500, 100), listed("re_2", 1000, 200)]
    for (const data of [refunds, refunds.toReversed()]) {
      expect(factOf(data)).toMatchObject({
        subject: "refund",
        state: "succeeded",
        providerPaymentId: "pi_1",
        providerRefundId: "re_2",
        amount: eur(1000n),
        refundedTotal: eur(1500n),
      })
    }
  })

  it("does not choose between two refunds of the same second, and reports the sum when both succeeded", () => {
    const fact = factOf([listed("re_1", 500, 200), listed("re_2", 1000, 200)])
    expect(fact).toMatchObject({ state: "succeeded", refundedTotal: eur(1500n) })
    expect(fact).not.toHaveProperty("providerRefundId")
    expect(fact).not.toHaveProperty("amount")
    expect(factOf([listed("re_1", 500, 200, "pending"), listed("re_2", 1000, 200)])).toBeUndefined()
  })

  it("reports no sum while an older refund in it is pending, nor when not all of them are listed", () => {
    const youngest = { state: "succeeded", providerRefundId: "re_2", amount: eur(1000n) }
    for (const older of [[listed("re_1", 500, 100, "pending")], [listed("re_1", 500, 100, "requires_action")], []]) {
      const fact = factOf([...older, listed("re_2", 1000, 200)])
      expect(fact).toMatchObject(youngest)
      expect(fact).not.toHaveProperty("refundedTotal")
    }
  })

  it("reports the sum beside an older refund that failed, which Stripe has taken out of it", () =>
    expect(factOf([listed("re_1", 500, 100, "failed"), listed("re_2", 1500, 200)])).toMatchObject({ refundedTotal: eur(1500n) }))

  it("is as far as its youngest refund is", () => {
    expect(factOf([listed("re_1", 1500, 100, "pending")])).toMatchObject({ state: "pending" })
    expect(factOf([listed("re_1", 1500, 100, "to_come")])).toBeUndefined()
    const failed = factOf([listed("re_1", 1500, 100), listed("re_2", 500, 200, "failed")])
    expect(failed).toMatchObject({ state: "failed", providerRefundId: "re_2" })
    expect(failed).not.toHaveProperty("refundedTotal")
  })

  it("that was never captured is no refund: an authorization was voided", () =>
    expect(read({ ...charge, captured: false, amount_captured: 0, amount_refunded: 2495 })).toEqual({
      facts: [],
      ignored: expect.stringContaining("released"),
    }))

  it("that was captured in part reports no sum: the uncaptured remainder may be in it", () => {
    const fact = factOf([listed("re_1", 1500, 100)], { amount_captured: 2000 })
    expect(fact).toMatchObject({ providerRefundId: "re_1", amount: eur(1500n) })
    expect(fact).not.toHaveProperty("refundedTotal")
  })

  it("counts in Stripe's own smallest units", () => {
    const isk = { amount: 5000, amount_captured: 5000, amount_refunded: 5000, currency: "isk" }
    expect(factOf([listed("re_1", 5000, 100)], isk)).toMatchObject({ refundedTotal: { minor: 50n, currency: "ISK" } })
  })
})

describe("a refunded charge that does not list its refunds", () => {
  const keys = { apiKeys: ["rk_live_1"] }

  it("reports the sum of its refunds, a high-water mark", () =>
    expect(stripe.normalize(eventOf(charge), contextWith())).toEqual({
      facts: [
        {
          subject: "refund",
          state: "succeeded",
          providerPaymentId: "pi_1",
          mode: "live",
          occurredAt: new Date(1748779200000),
          refundedTotal: eur(1500n),
        },
      ],
    }))

  it.each(["sepa_debit", "us_bank_account"])("by %s reports it as pending: the refund takes days, and may fail", (type) =>
    expect(read({ ...charge, payment_method_details: { type } }).facts[0]).toMatchObject({ state: "pending" }),
  )

  it("after a partial capture is reviewed by a person: the uncaptured remainder may be in the sum", () =>
    expect(read({ ...charge, amount_captured: 2000 })).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("partial capture"), providerPaymentId: "pi_1", amount: eur(1500n) },
    }))

  it("is not looked up under an id that is no path", () => {
    const event = eventOf({ ...charge, id: "ch_1/x" })
    expect(stripe.normalize(event, contextWith(keys))).not.toHaveProperty("refetch")
  })

  it("is looked up with an API key, and read as it stands then", async () => {
    const answer = { ...charge, refunds: { data: [listed("re_1", 500, 100, "pending"), listed("re_2", 1000, 200)] } }
    const context = contextWith(keys, answer)
    const event = eventOf(charge, { account: "acct_1" })
    expect(stripe.normalize(event, context)).toEqual({ facts: [], refetch: true })
    const asked = await stripe.refetch?.(event, context)
    const { facts } = stripe.normalize(asked ?? event, context)
    expect(facts).toEqual([expect.objectContaining({ state: "succeeded", providerRefundId: "re_2", amount: eur(1000n) })])
    expect(facts[0]).not.toHaveProperty("refundedTotal")
    expect(context.asked).toEqual([["https://api.stripe.com/v1/charges/ch_1?expand[]=refunds", "acct_1"]])
  })

  it("is retried later when Stripe does not show it", async () =>
    expect(stripe.refetch?.(eventOf(charge), contextWith(keys))).rejects.toThrow("does not show"))

  it.each([
    ["lists them", { ...charge, refunds: { data: [listed("re_1", 1500, 100)] } }],
    ["is refunded nothing", { ...charge, amount_refunded: 0 }],
    ["was never captured", { ...charge, captured: false }],
  ])("is not looked up when it %s", async (_what, object) => {
    const context = contextWith(keys)
    const event = eventOf(object)
    expect(await stripe.refetch?.(event, context)).toBe(event)
    expect(context.asked).toEqual([])
  })
})
