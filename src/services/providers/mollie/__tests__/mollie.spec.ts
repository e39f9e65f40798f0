import { MalformedPayloadError } from "../../../domain/errors"
import { offline } from "../../kit/__tests__/offline"
import type { ProviderContext, ProviderEvent } from "../../provider"
import { mollie } from ".."
import { mollieAmount } from "../amount"
import type { MolliePayload } from "../event"
import type { MollieOptions } from "../options"

const SESSION = "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1"

const contextOf = (options: object = {}, fetch = offline): ProviderContext<MollieOptions> => ({
  account: { id: "shop" },
  options: mollie.options.parse({ signingSecrets: ["secret"], ...options }),
  now: () => new Date(),
  fetch,
})
const context = contextOf()

const payment = {
  resource: "payment",
  id: "tr_1",
  mode: "test",
  status: "paid",
  amount: { currency: "EUR", value: "24.95" },
  metadata: { session_id: SESSION },
  profileId: "pfl_1",
}
const refund = { resource: "refund", id: "re_1", status: "refunded", amount: payment.amount, paymentId: "tr_1", metadata: null }
const event = (type: string, embedded: unknown, more: object = {}) => ({
  resource: "event",
  id: "event_1",
  type,
  entityId: "tr_1",
  createdAt: "2025-06-01T12:00:00+00:00",
  _embedded: embedded,
  ...more,
})
function parse(body: unknown, given = context): ProviderEvent<MolliePayload> {
  const rawBody = Buffer.from(JSON.stringify(body))
  const [parsed] = mollie.parse({ method: "POST", url: "/", headers: {}, rawBody, receivedAt: new Date() }, given)
  if (!parsed) throw new Error("there is no event")
  return { ...parsed, payload: JSON.parse(JSON.stringify(parsed.payload)) }
}
const readingOf = (body: unknown, given = context) => mollie.normalize(parse(body, given), given)
const factOf = (body: unknown, given = context) => readingOf(body, given).facts[0]

describe("options", () => {
  const keys = ["test_x"]
  it.each([
    [{ signingSecrets: ["s"] }],
    [{ signingSecrets: ["new", "old"], apiKeys: ["test_x", "live_y"] }],
    [{ classic: true, apiKeys: keys }],
    [{ classic: true, apiKeys: keys, apiUrl: "http://127.0.0.1:4000/api/mollie-classic/" }],
    [{ classic: true, apiKeys: keys, apiUrl: "http://localhost:4000" }],
    [{ classic: true, apiKeys: keys, apiUrl: "http://[::1]:4000" }],
    [{ classic: true, apiKeys: keys, apiUrl: "https://mollie.example" }],
  ])("%j are taken", (options) => expect(mollie.options.safeParse(options).success).toBe(true))

  it.each<[object, string, string]>([
    [{}, "signingSecrets", "classic: true"],
    [{ apiKeys: keys }, "signingSecrets", "is required"],
    [{ signingSecrets: [] }, "signingSecrets", "at least one"],
    [{ signingSecrets: [""] }, "signingSecrets", "environment variable"],
    [{ classic: true }, "apiKeys", "is required"],
    [{ classic: true, apiKeys: [] }, "apiKeys", "at least one"],
    [{ classic: true, apiKeys: keys, signingSecrets: ["s"] }, "signingSecrets", "one account and one URL"],
    [{ classic: false, signingSecrets: ["s"] }, "classic", "left out"],
    [{ classic: true, apiKeys: ["access_x"] }, "apiKeys", '"test_" or "live_"'],
    [{ classic: true, apiKeys: ["live_x\nHost: y"] }, "apiKeys", "live_"],
    [{ classic: true, apiKeys: keys, apiUrl: "http://mollie.example" }, "apiUrl", "https"],
    [{ classic: true, apiKeys: keys, apiUrl: "https://user:pass@mollie.example" }, "apiUrl", "https"],
    [{ classic: true, apiKeys: keys, apiUrl: "https://mollie.example/?x=1" }, "apiUrl", "https"],
    [{ classic: true, apiKeys: keys, apiUrl: "file:///etc/passwd" }, "apiUrl", "https"],
    [{ classic: true, apiKeys: keys, apiUrl: "mollie" }, "apiUrl", "https"],
    [{ signingSecrets: ["s"], profileIds: ["live_x"] }, "profileIds", "pfl_"],
  ])("%j are refused", (options, path, message) => {
    const { error } = mollie.options.safeParse(options)
    expect(error?.issues.map(({ path }) => path[0])).toEqual([path])
    expect(error?.issues[0]?.message).toContain(message)
  })

  it("ask Mollie itself unless they say otherwise", () => expect(context.options.apiUrl).toBe("https://api.mollie.com"))
})

describe("mollieAmount", () => {
  it.each<[string, string, bigint | undefined]>([
    ["24.95", "EUR", 2495n],
    ["0.29", "EUR", 29n],
    ["2495", "JPY", 2495n],
    ["2495.00", "ISK", 2495n],
    ["2495.50", "HUF", 249550n],
    ["24.9", "EUR", 2490n],
    ["24.955", "EUR", undefined],
    ["0.5", "JPY", undefined],
  ])("reads %s %s as %s", (value, currency, minor) =>
    expect(mollieAmount({ value, currency })).toEqual(minor === undefined ? undefined : { minor, currency }),
  )
})

describe("an event's payment", () => {
  it.each(["entity", "payment", "anything"])("is found under the key %s", (key) =>
    expect(factOf(event("payment.paid", { [key]: payment }))).toMatchObject({ state: "captured", providerPaymentId: "tr_1" }),
  )

  it("is found by its kind, also behind other entities", () => {
    const embedded = { a: { resource: "profile", id: "pfl_1" }, b: refund, c: payment }
    expect(factOf(event("payment.paid", embedded, { entityId: undefined }))).toMatchObject({ providerPaymentId: "tr_1" })
  })

  it("is the one that the event names, where there are several", () => {
    const other = { ...payment, id: "tr_2" }
    const fact = factOf(event("payment.paid", { a: other, b: payment }))
    expect(fact).toMatchObject({ providerPaymentId: "tr_1" })
    expect(fact).not.toHaveProperty("contradictions")
  })

  it.each([
    ["another kind of thing", { entity: refund }],
    ["an amount in a number", { entity: { ...payment, amount: { currency: "EUR", value: 24.95 } } }],
    ["an amount with a comma", { entity: { ...payment, amount: { currency: "EUR", value: "24,95" } } }],
    ["a negative amount", { entity: { ...payment, amount: { currency: "EUR", value: "-1.00" } } }],
    ["an unreadable captured amount", { entity: { ...payment, amountCaptured: { currency: "EUR", value: "?" } } }],
    ["an id that cannot be stored", { entity: { ...payment, id: "tr\0" } }],
    ["no status", { entity: { ...payment, status: undefined } }],
    ["text", { entity: "payment" }],
  ])("that is %s makes the event malformed, so that Mollie shows the failure", (_what, embedded) =>
    expect(() => parse(event("payment.paid", embedded))).toThrow(MalformedPayloadError),
  )

  it.each<[unknown, object]>([
    [{ session_id: SESSION }, { sessionId: SESSION }],
    [{ session_id: SESSION.slice("payses_".length) }, { sessionId: SESSION }],
    [{ session_id: "order-7" }, { merchantReference: "order-7" }],
    [JSON.stringify({ session_id: SESSION }), { sessionId: SESSION }],
    [SESSION, { sessionId: SESSION }],
    ["order-7", {}],
    ["{", {}],
    ["null", {}],
    [null, {}],
    [undefined, {}],
    [[SESSION], {}],
    [{ session_id: 7 }, {}],
    [{ session_id: "" }, {}],
    [{}, {}],
  ])("finds the session in the metadata %j", (metadata, expected) => {
    const fact = factOf(event("payment.paid", { entity: { ...payment, metadata } }))
    expect({ sessionId: fact?.sessionId, merchantReference: fact?.merchantReference }).toEqual({
      sessionId: undefined,
      merchantReference: undefined,
      ...expected,
    })
  })

  it.each<[string, string, boolean]>([
    ["payment.paid", "paid", false],
    ["payment.paid", "authorized", true],
    ["payment.paid", "failed", true],
    ["payment.authorized", "authorized", false],
    ["payment.authorized", "paid", false],
    ["payment.authorized", "expired", true],
    ["payment.failed", "paid", false],
  ])("%s beside status %s contradicts: %s", (type, status, contradicts) =>
    expect(factOf(event(type, { entity: { ...payment, status } }))?.contradictions !== undefined).toBe(contradicts),
  )

  it("of a refund that is not refunded contradicts", () => {
    const of = (status: string) => factOf(event("refund.refunded", { entity: { ...refund, status } }, { entityId: "re_1" }))
    expect(of("refunded")?.contradictions).toBeUndefined()
    expect(of("pending")?.contradictions).toEqual([expect.stringContaining("pending")])
  })

  it("without a profile is quarantined where the account names profiles", () => {
    const given = contextOf({ profileIds: ["pfl_1"] })
    expect(factOf(event("payment.paid", { entity: payment }), given)?.contradictions).toBeUndefined()
    const nameless = event("payment.paid", { entity: { ...payment, profileId: null } })
    expect(factOf(nameless, given)?.contradictions).toEqual([expect.stringContaining("no named profile")])
  })
})

describe("an event without its payment", () => {
  const api = (status: number, body: object = {}): typeof fetch => {
    return async () => Response.json(body, { status })
  }
  const thin = [undefined, null, {}].map((embedded) => event("payment.pending", embedded))
  const keys = { apiKeys: ["test_x"] }

  it.each(thin)("is asked about where there are keys, and ignored with advice where there are none (%#)", (body) => {
    expect(readingOf(body, contextOf(keys))).toEqual({ facts: [], refetch: true })
    expect(readingOf(body)).toEqual({ facts: [], ignored: expect.stringContaining("full payloads") })
  })

  it("is read as Mollie answers, not as its own payload says", async () => {
    const given = contextOf(keys, api(200, payment))
    const asked = await mollie.refetch?.(parse(thin[0], given), given)
    expect(asked && mollie.normalize(asked, given).facts).toEqual([
      expect.objectContaining({ state: "captured", sessionId: SESSION }),
    ])
  })

  it("does not contradict Mollie's answer: that is the newer", async () => {
    const given = contextOf(keys, api(200, { ...payment, status: "pending" }))
    const asked = await mollie.refetch?.(parse(event("payment.paid", undefined), given), given)
    const [fact] = (asked && mollie.normalize(asked, given).facts) ?? []
    expect(fact).toMatchObject({ state: "pending" })
    expect(fact).not.toHaveProperty("contradictions")
  })

  it("is ignored when Mollie does not know the payment", async () => {
    const given = contextOf(keys, api(404))
    const asked = await mollie.refetch?.(parse(thin[0], given), given)
    expect(asked && mollie.normalize(asked, given)).toEqual({ facts: [], ignored: expect.stringContaining("apiKeys") })
  })

  it.each(["re_1", "tr_1/../../v2/me", "", undefined])("is not asked about by the id %s", async (entityId) => {
    const given = contextOf(keys)
    const parsed = parse(event("payment.paid", undefined, { entityId }), given)
    expect(mollie.normalize(parsed, given)).toEqual({ facts: [], ignored: expect.any(String) })
    expect(await mollie.refetch?.(parsed, given)).toBe(parsed)
  })

  it("is not asked about when it has one", async () => {
    const given = contextOf(keys)
    const parsed = parse(event("payment.paid", { entity: payment }), given)
    expect(await mollie.refetch?.(parsed, given)).toBe(parsed)
  })
})

describe("an entity without its envelope", () => {
  it.each<[object, string, string | undefined]>([
    [payment, "payment.paid", "captured"],
    [{ ...payment, status: "open" }, "payment.open", undefined],
    [refund, "refund.refunded", "succeeded"],
    [{ ...refund, status: "queued" }, "refund.queued", "pending"],
    [{ resource: "chargeback", id: "chb_1", amount: payment.amount, paymentId: "tr_1" }, "chargeback.received", "opened"],
    [
      { resource: "chargeback", id: "chb_1", amount: payment.amount, paymentId: "tr_1", reversedAt: "2025-06-01T12:00:00+00:00" },
      "chargeback.reversed",
      "won",
    ],
  ])("%j is read as %s", (body, type, state) => {
    const parsed = parse(body)
    expect(parsed.type).toBe(type)
    expect(parsed.id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(mollie.normalize(parsed, context).facts[0]?.state).toBe(state)
  })
})

it("never takes a paid payment link for a payment", () => {
  const link = { resource: "payment-link", id: "pl_1", status: "paid", amount: payment.amount }
  expect(readingOf(event("payment-link.paid", { "payment-link": link }))).toEqual({
    facts: [],
    ignored: expect.stringContaining("payment.paid"),
  })
})

it("never guesses at an older row that cannot be read any more", () => {
  const row = { id: "event_1", type: "payment.paid", payload: { entity: { resource: "payment" } } as never }
  expect(mollie.normalize(row, context)).toEqual({ facts: [], ignored: expect.stringContaining("payment.paid") })
})
