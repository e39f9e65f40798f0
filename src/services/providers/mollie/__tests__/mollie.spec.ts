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
const at = (day: number) => new Date(`2025-06-0${day}T12:00:00Z`)
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

  it.each(["payment.paid", "payment.authorized"])("is unclear when Mollie does not know the payment of %s", async (type) => {
    const given = contextOf(keys, api(404))
    const asked = await mollie.refetch?.(parse(event(type, undefined), given), given)
    expect(asked && mollie.normalize(asked, given)).toEqual({
      facts: [],
      unclear: { detail: expect.stringMatching(/apiKeys.*tr_1/) },
    })
  })

  it.each(["payment.paid", "refund.refunded", "refund.failed", "capture.succeeded", "chargeback.received", "dispute.created"])(
    "is unclear if it is a %s of which nobody has the contents",
    (type) =>
      expect(readingOf(event(type, undefined))).toEqual({ facts: [], unclear: { detail: expect.stringContaining(type) } }),
  )

  it.each(["re_1", "tr_1/../../v2/me", "", undefined])("is not asked about by the id %s", async (entityId) => {
    const given = contextOf(keys)
    const parsed = parse(event("payment.paid", undefined, { entityId }), given)
    expect(mollie.normalize(parsed, given)).toEqual({ facts: [], unclear: { detail: expect.any(String) } })
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
    [{ resource: "chargeback", id: "chb_1", amount: payment.amount, paymentId: "tr_1" }, "chargeback.received", "lost"],
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

const capture = { resource: "capture", id: "cpt_1", status: "succeeded", amount: payment.amount, paymentId: "tr_1" }

describe("a capture", () => {
  it.each([
    ["in an event", event("capture.succeeded", { entity: capture }, { entityId: "cpt_1" })],
    ["alone", capture],
  ])("that succeeded is captured money, %s", (_where, body) =>
    expect(factOf(body)).toMatchObject({
      subject: "payment",
      state: "captured",
      providerPaymentId: "tr_1",
      providerCaptureId: "cpt_1",
      amount: { minor: 2495n, currency: "EUR" },
    }),
  )

  it.each([
    ["in an event", event("capture.failed", { entity: { ...capture, status: "failed" } }, { entityId: "cpt_1" })],
    ["alone", { ...capture, status: "failed" }],
    ["of an unknown status", { ...capture, status: "reversed" }],
    ["of no status", { ...capture, status: undefined }],
  ])("that did not succeed needs a person: the authorization may stand (%s)", (_where, body) =>
    expect(readingOf(body)).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining("cpt_1"),
        providerPaymentId: "tr_1",
        amount: { minor: 2495n, currency: "EUR" },
      },
    }),
  )

  it("that is under way says nothing yet", () =>
    expect(readingOf({ ...capture, status: "pending" }).ignored).toContain("under way"))

  it("whose status contradicts its event is quarantined", () =>
    expect(
      factOf(event("capture.succeeded", { entity: { ...capture, status: "failed" } }, { entityId: "cpt_1" }))?.contradictions,
    ).toEqual([expect.stringContaining("failed")]))
})

describe("a dispute", () => {
  const dispute = { resource: "dispute", id: "dp_1", status: "open", amount: payment.amount, paymentId: "tr_1" }
  const of = (type: string, more: object = {}) =>
    readingOf(event(type, { entity: { ...dispute, ...more } }, { entityId: "dp_1" }))

  it.each([
    ["dispute.created", "open", "opened"],
    ["dispute.created", undefined, "opened"],
    ["dispute.updated", "open", "opened"],
    ["dispute.resolved", "won", "won"],
    // A chargeback reports the money; the same loss must not be recorded twice.
    ["dispute.resolved", "lost", "closed"],
    ["dispute.updated", "lost", "closed"],
  ])("of %s with the status %p is %s", (type, status, state) =>
    expect(of(type, { status }).facts).toEqual([
      expect.objectContaining({ subject: "dispute", state, providerDisputeId: "dp_1", providerPaymentId: "tr_1" }),
    ]),
  )

  it.each([
    ["dispute.created", { paymentId: undefined }],
    ["dispute.updated", { status: "in limbo" }],
    ["dispute.updated", { status: undefined }],
    ["dispute.resolved", { status: "resolved" }],
    ["dispute.something", {}],
  ])("of %s with %j needs a person", (type, more) => {
    const { facts, unclear } = of(type, more)
    expect(facts).toEqual([])
    expect(unclear).toMatchObject({ detail: expect.stringContaining("dp_1"), amount: { minor: 2495n, currency: "EUR" } })
  })
})

it("a chargeback is lost when it comes, and won when it is reversed, whichever of the two arrives first", () => {
  const chargeback = { resource: "chargeback", id: "chb_1", amount: payment.amount, paymentId: "tr_1" }
  const [received, reversed] = [
    { ...chargeback, createdAt: "2025-06-01T12:00:00+00:00" },
    { ...chargeback, createdAt: "2025-06-01T12:00:00+00:00", reversedAt: "2025-06-05T12:00:00+00:00" },
  ].map((body) => factOf(body))
  expect(received).toMatchObject({ state: "lost", openedAt: at(1), occurredAt: at(1) })
  expect(reversed).toMatchObject({ state: "won", openedAt: at(1), occurredAt: at(5) })
})

it.each([
  ["payment.reversed", { ...payment, status: "reversed" }],
  ["refund.returned", refund],
  ["chargeback.escalated", { resource: "chargeback", id: "chb_1", amount: payment.amount, paymentId: "tr_1" }],
  ["capture.reversed", capture],
])("an unknown %s needs a person, whatever it carries", (type, entity) => {
  expect(readingOf(event(type, { entity }))).toMatchObject({
    facts: [],
    unclear: { detail: expect.stringContaining(type), providerPaymentId: "tr_1", amount: { minor: 2495n, currency: "EUR" } },
  })
  expect(readingOf(event(type, { entity: "text" })).unclear?.detail).toContain(type)
  expect(readingOf(event(type, undefined)).unclear?.detail).toContain(type)
})

it.each(["payment-link", "sales-invoice", "profile", "balance-transaction", "something-new"])(
  "a bare %s is recorded, not refused: nobody reads it",
  (resource) =>
    expect(readingOf({ resource, id: "x_1", status: "paid" })).toEqual({ facts: [], ignored: expect.stringContaining(resource) }),
)

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
