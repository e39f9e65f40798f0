import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeOptions, type StripeOptions } from "../options"

const session = {
  id: "cs_live_agent1",
  object: "checkout.session",
  mode: "payment",
  payment_status: "paid",
  amount_total: 4590,
  currency: "usd",
  client_reference_id: null,
  payment_intent: "pi_agent1",
  metadata: {},
}
const lines = [
  { description: "Blue T-shirt, M", quantity: 2, amount_total: 3990, currency: "usd" },
  { description: null, quantity: 1, amount_total: 600, currency: "usd" },
]

type Answer = object | ((headers: Headers) => Response)

function contextWith(options: object, answer?: Answer): ProviderContext<StripeOptions> & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    account: { id: "stripe" },
    options: stripeOptions.parse({ signingSecrets: ["whsec_x"], ...options }),
    now: () => new Date(),
    fetch: async (input, init) => {
      asked.push(decodeURIComponent(String(input)))
      if (typeof answer === "function") return answer(new Headers(init?.headers))
      return answer ? Response.json(answer) : new Response("{}", { status: 404 })
    },
  }
}

async function read(object: object, context: ProviderContext<StripeOptions>, type = "checkout.session.completed") {
  const body = { id: "evt_1", object: "event", type, created: 1748779200, livemode: true, data: { object } }
  const rawBody = Buffer.from(JSON.stringify(body))
  const [event] = stripe.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, context)
  if (!event) throw new Error("no event")
  const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }
  return stripe.normalize((await stripe.refetch?.(stored, context)) ?? stored, context)
}

const agents = { sellsThroughAgents: true }
const PLACE = "https://api.stripe.com/v1/checkout/sessions/cs_live_agent1"
const PREVIEW = "2025-12-15.preview"

describe("a Checkout session that no application made", () => {
  it("is a payment without a session unless agents sell here", async () =>
    expect(await read(session, contextWith({}))).toEqual({
      facts: [expect.objectContaining({ state: "captured", providerPaymentId: "pi_agent1" })],
    }))

  it("is an order from elsewhere where agents sell, with its sum", async () =>
    expect(await read(session, contextWith(agents))).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringMatching(/cs_live_agent1 .*\(paid\)/),
        providerPaymentId: "pi_agent1",
        amount: { minor: 4590n, currency: "USD" },
        foreignOrder: [],
      },
    }))

  it("has its lines where Stripe can be asked for them", async () => {
    const context = contextWith(
      { ...agents, apiKeys: ["rk_live_1"] },
      { ...session, line_items: { data: lines, has_more: true } },
    )
    const { unclear } = await read(session, context)
    expect(unclear?.foreignOrder).toEqual([
      "2 × Blue T-shirt, M, 39.90 USD",
      "1 × a line without a name, 6.00 USD",
      "Stripe shows more lines",
    ])
    expect(context.asked).toEqual([`${PLACE}?expand[]=line_items&expand[]=payment_intent`])
    expect(unclear?.detail).toContain("may be an order that an agent took")
  })

  it.each([
    ["of this name", { name: "Helper", network_business_profile: "profile_1" }, "as an order that the agent “Helper” took"],
    ["without a name", { network_business_profile: { id: "profile_1", object: "profile" } }, "as an order that an agent took"],
    ["that is none", null, "may be"],
    ["without a profile", { name: "Helper" }, "may be"],
  ])("is the order of an agent %s, by Stripe's own word alone", async (_what, agent_details, said) => {
    const payment_intent = { id: "pi_agent1", object: "payment_intent", metadata: {}, agent_details }
    const context = contextWith({ ...agents, apiKeys: ["rk_live_1"] }, (headers) =>
      Response.json({
        ...session,
        line_items: { data: lines },
        ...(headers.get("stripe-version") === PREVIEW && { payment_intent }),
      }),
    )
    const { unclear } = await read(session, context)
    expect(unclear).toMatchObject({ detail: expect.stringContaining(said), providerPaymentId: "pi_agent1" })
    expect(context.asked).toHaveLength(1)
  })

  it.each([400, 403, 404, 429, 500])(
    "is read as ever where the preview is answered %i, and asked for once more only",
    async (status) => {
      const context = contextWith({ ...agents, apiKeys: ["rk_live_1"] }, (headers) =>
        headers.has("stripe-version")
          ? new Response("{}", { status })
          : Response.json({ ...session, line_items: { data: lines } }),
      )
      const { unclear } = await read(session, context)
      expect(unclear).toMatchObject({
        detail: expect.stringContaining("may be"),
        foreignOrder: [expect.any(String), expect.any(String)],
      })
      expect(context.asked).toEqual([`${PLACE}?expand[]=line_items&expand[]=payment_intent`, `${PLACE}?expand[]=line_items`])
    },
  )

  it("is one before it is paid, too", async () => {
    const { unclear } = await read({ ...session, payment_status: "unpaid" }, contextWith(agents))
    expect(unclear).toMatchObject({ detail: expect.stringContaining("not paid yet"), foreignOrder: [] })
  })

  it.each([
    ["another application's reference", { client_reference_id: "order 1042" }],
    ["a Medusa session", { metadata: { session_id: "payses_01JWFQ2M3N4P5Q6R7S8T9V0W1X" } }],
    ["a Medusa session in the intent", { payment_intent: { id: "pi_1", metadata: { session_id: "payses_1" } } }],
    ["nothing to pay", { payment_status: "no_payment_required" }],
    ["a subscription", { mode: "subscription" }],
  ])("is none with %s, and is not asked for", async (_what, more) => {
    const context = contextWith({ ...agents, apiKeys: ["rk_live_1"] })
    expect(await read({ ...session, ...more }, context)).not.toHaveProperty("unclear")
    expect(context.asked).toEqual([])
  })

  it.each(["checkout.session.expired", "checkout.session.async_payment_failed"])("is none in %s", async (type) =>
    expect(await read(session, contextWith(agents), type)).not.toHaveProperty("unclear"),
  )
})
