import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeOptions, type StripeOptions } from "../options"

const contextWith = (options: object, fetch: typeof globalThis.fetch = offline): ProviderContext<StripeOptions> => ({
  account: { id: "stripe" },
  options: stripeOptions.parse({ signingSecrets: ["whsec_x"], ...options }),
  now: () => new Date(),
  fetch,
})
const keyed = { apiKeys: ["rk_live_1"] }

const thin = {
  id: "evt_1",
  object: "v2.core.event",
  type: "v1.payment_intent.succeeded",
  created: "2025-06-01T12:00:00.500Z",
  livemode: true,
  related_object: { id: "pi_1", type: "payment_intent", url: "/v1/payment_intents/pi_1" },
}
const intent = {
  id: "pi_1",
  object: "payment_intent",
  amount: 2495,
  amount_received: 2495,
  currency: "eur",
  metadata: { session_id: "payses_1" },
}

function parse(body: unknown, context = contextWith(keyed)) {
  const rawBody = Buffer.from(JSON.stringify(body))
  const [event] = stripe.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, context)
  if (!event) throw new Error("no event")
  return event
}

interface Asked {
  readonly url: string
  readonly headers: Record<string, string>
}

/** Stripe's API: answers in turn, and collects the requests it received. */
function api(...answers: readonly (Response | object)[]) {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push({ url: String(input), headers: Object.fromEntries(new Headers(init?.headers)) })
    const answer = answers[Math.min(asked.length, answers.length) - 1]
    return answer instanceof Response ? answer.clone() : Response.json(answer)
  }
  return { fetch, asked }
}

async function read(body: unknown, fetch: typeof globalThis.fetch, options: object = keyed) {
  const context = contextWith(options, fetch)
  const asked = await stripe.refetch?.(parse(body), context)
  if (!asked) throw new Error("no refetch")
  return stripe.normalize(asked, context)
}

describe("a thin event", () => {
  it("about money without an API key is brought to a person, with what to do about it, and nothing is asked", async () => {
    const context = contextWith({})
    const event = parse(thin)
    expect(await stripe.refetch?.(event, context)).toBe(event)
    expect(stripe.normalize(event, context)).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("give apiKeys"), providerPaymentId: "pi_1" },
    })
  })

  it("about an attempt without an API key is ignored, with what to do about it", () =>
    expect(stripe.normalize(parse({ ...thin, type: "v1.payment_intent.requires_action" }), contextWith({}))).toEqual({
      facts: [],
      ignored: expect.stringContaining("give apiKeys"),
    }))

  it("with one has to be asked for", () =>
    expect(stripe.normalize(parse(thin), contextWith(keyed))).toEqual({ facts: [], refetch: true }))

  it("is read like the snapshot event, at its own time", async () => {
    const { fetch, asked } = api(intent)
    expect(await read(thin, fetch)).toEqual({
      facts: [
        {
          subject: "payment",
          state: "captured",
          providerPaymentId: "pi_1",
          sessionId: "payses_1",
          amount: { minor: 2495n, currency: "EUR" },
          capturedTotal: { minor: 2495n, currency: "EUR" },
          mode: "live",
          occurredAt: new Date("2025-06-01T12:00:00.500Z"),
        },
      ],
    })
    expect(asked).toEqual([
      { url: "https://api.stripe.com/v1/payment_intents/pi_1", headers: { authorization: "Bearer rk_live_1" } },
    ])
  })

  it("is asked for in its own context, at the API that is configured", async () => {
    const { fetch, asked } = api(intent)
    await read({ ...thin, context: "acct_1" }, fetch, { ...keyed, apiUrl: "http://localhost:9001/api/stripe/" })
    expect(asked[0]).toMatchObject({
      url: "http://localhost:9001/api/stripe/v1/payment_intents/pi_1",
      headers: { "stripe-context": "acct_1" },
    })
  })

  it("is asked for with the next key where Stripe does not know the first, as during a rotation", async () => {
    const { fetch, asked } = api(new Response("{}", { status: 401 }), intent)
    await read(thin, fetch, { apiKeys: ["rk_live_old", "rk_live_new"] })
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(["Bearer rk_live_old", "Bearer rk_live_new"])
  })

  it.each([
    ["no key is known", new Response("{}", { status: 401 })],
    ["the key may not read it", new Response("{}", { status: 403 })],
    ["the key is of the other mode", new Response("{}", { status: 404 })],
    ["Stripe is busy", new Response("{}", { status: 429 })],
    ["Stripe is down", new Response("oops", { status: 503 })],
    ["the answer is no JSON", new Response("<html>")],
    ["the answer is nothing", new Response("null")],
    ["another object is answered", { ...intent, id: "pi_2" }],
    ["the object is of another kind", { id: "pi_1", object: "charge", amount: 1, currency: "eur" }],
  ])("is retried later when %s, and never guessed at", async (_what, answer) => {
    const error = await read(thin, api(answer).fetch).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ProviderUnavailableError)
    expect(String(error)).not.toContain("rk_live_1")
  })

  it("of API v2, or about something else, is ignored without a question", async () => {
    for (const type of ["v2.core.account.updated", "v1.payout.paid", "v1.", "payment_intent.succeeded"]) {
      const event = parse({ ...thin, type })
      expect(await stripe.refetch?.(event, contextWith(keyed))).toBe(event)
      expect(stripe.normalize(event, contextWith(keyed))).toEqual({ facts: [], ignored: expect.stringContaining(type) })
    }
  })

  it.each([
    "//elsewhere.example/v1/x",
    "https://elsewhere.example/v1/x",
    "@elsewhere.example/v1/x",
    ".elsewhere.example/v1/x",
    "/v1/../v2/x",
    "/v1/%2e%2e/x",
    "/v1/payment_intents/pi_1?expand[]=x",
    "/v1/payment_intents/pi_1#x",
    "/v1\\x",
    "/v1/",
    "/v1",
    "/v2/core/events/evt_1",
    "",
    7,
  ])("never takes the API key to %j", (url) =>
    expect(() => parse({ ...thin, related_object: { ...thin.related_object, url } })).toThrow(MalformedPayloadError),
  )

  it("about money that names no object is malformed, so that Stripe shows the failure", () =>
    expect(() => parse({ ...thin, related_object: null })).toThrow(MalformedPayloadError))

  it("of an older row that cannot be read any more is ignored", () => {
    const row = { id: "evt_1", type: thin.type, payload: { object: "v2.core.event" } }
    expect(stripe.normalize(row, contextWith(keyed))).toEqual({ facts: [], ignored: expect.stringContaining("what it is about") })
  })

  it("with a date that cannot be read has none", () => {
    for (const created of ["yesterday", "2025-13-01T00:00:00Z", ""])
      expect(parse({ ...thin, created })).not.toHaveProperty("occurredAt")
  })
})

describe("the options", () => {
  const valid = (options: object) => stripeOptions.safeParse({ signingSecrets: ["whsec_x"], ...options }).success

  it.each(["rk_live_abc", "rk_test_abc", "sk_test_abc"])("take the API key %s", (key) =>
    expect(valid({ apiKeys: [key] })).toBe(true),
  )
  it.each(["pk_live_abc", "whsec_abc", "", "rk_live_abc ", "rk_live_a\nb", "rk_live_ä"])("refuse %j as an API key", (key) =>
    expect(valid({ apiKeys: [key] })).toBe(false),
  )
  it("refuse an empty list of API keys", () => expect(valid({ apiKeys: [] })).toBe(false))

  it.each(["https://api.stripe.com", "http://localhost:9001/api/stripe", "http://127.0.0.1", "http://[::1]:1"])(
    "take the API at %s",
    (apiUrl) => expect(valid({ apiUrl })).toBe(true),
  )
  it.each([
    "http://api.stripe.com",
    "http://localhost.example.com",
    "ftp://localhost",
    "https://user:secret@api.stripe.com",
    "https://api.stripe.com?x",
    "https://api.stripe.com#x",
    "api.stripe.com",
    "",
  ])("refuse %j as the API's address", (apiUrl) => expect(valid({ apiUrl })).toBe(false))
})
