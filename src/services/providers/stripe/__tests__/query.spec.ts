import { ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { stripe } from ".."
import { stripeOptions, type StripeOptions } from "../options"

const SESSION = "payses_01JWPAYSES0000000000000001"
const HOST = "https://api.stripe.com"
const INTENT = `${HOST}/v1/payment_intents/pi_1?expand[]=latest_charge.refunds`

/** Stripe's API: answers by address, 404 for all others, and collects the addresses it was asked. */
function api(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = decodeURIComponent(String(input))
    asked.push(url)
    const answer = answers[url]
    if (answer instanceof Response) return answer
    return answer === undefined ? Response.json({ error: { code: "resource_missing" } }, { status: 404 }) : Response.json(answer)
  }
  return { fetch, asked }
}

const contextFor = (fetch: typeof globalThis.fetch): ProviderContext<StripeOptions> => ({
  account: { id: "stripe" },
  options: stripeOptions.parse({ signingSecrets: ["whsec_x"], apiKeys: ["rk_live_1"] }),
  now: () => new Date("2025-06-02T00:00:00Z"),
  fetch,
})

const query = (fetch: typeof globalThis.fetch, reference: object = { providerPaymentId: "pi_1" }) =>
  stripe.query?.(reference, contextFor(fetch))

const charge = {
  id: "ch_1",
  object: "charge",
  amount: 2495,
  amount_captured: 2495,
  amount_refunded: 0,
  captured: true,
  created: 1_748_779_200,
  disputed: false,
  refunds: { data: [], has_more: false },
}
const intent = {
  id: "pi_1",
  object: "payment_intent",
  status: "succeeded",
  amount: 2495,
  amount_received: 2495,
  capture_method: "automatic",
  currency: "eur",
  livemode: true,
  metadata: { session_id: SESSION },
  latest_charge: charge,
}
const refund = (id: string, amount: number, created: number, more: object = {}) => ({
  id,
  object: "refund",
  amount,
  created,
  currency: "eur",
  status: "succeeded",
  payment_intent: "pi_1",
  charge: "ch_1",
  ...more,
})
/** The other fields of an event's charge, which comes without a list of refunds. */
const money = { currency: "eur", payment_intent: "pi_1", refunds: undefined }
const about = { providerPaymentId: "pi_1", sessionId: SESSION, mode: "live" }
const eur = (minor: bigint) => ({ minor, currency: "EUR" })

describe("Stripe's report of a payment", () => {
  it("is one call for a payment that was captured", async () => {
    const { fetch, asked } = api({ [INTENT]: intent })
    expect(await query(fetch)).toEqual([
      {
        subject: "payment",
        state: "captured",
        ...about,
        amount: eur(2495n),
        capturedTotal: eur(2495n),
        occurredAt: new Date("2025-06-01T12:00:00Z"),
      },
    ])
    expect(asked).toEqual([INTENT])
  })

  const unpaid = { ...intent, amount_received: 0, latest_charge: null }
  it.each([
    ["requires_payment_method", unpaid, { state: "pending", amount: eur(2495n) }],
    [
      "requires_payment_method",
      { ...unpaid, last_payment_error: { code: "card_declined", decline_code: "lost_card" } },
      { state: "failed", amount: eur(2495n), reasonCode: "lost_card" },
    ],
    ["requires_confirmation", unpaid, { state: "pending", amount: eur(2495n) }],
    ["processing", unpaid, { state: "pending", amount: eur(2495n) }],
    ["requires_action", unpaid, { state: "requires_action", amount: eur(2495n) }],
    [
      "requires_capture",
      { ...unpaid, amount_capturable: 2495, latest_charge: { ...charge, captured: false, amount_captured: 0 } },
      { state: "authorized", amount: eur(2495n) },
    ],
    [
      "canceled",
      { ...unpaid, cancellation_reason: "abandoned" },
      { state: "canceled", amount: eur(2495n), reasonCode: "abandoned" },
    ],
    [
      "canceled",
      { ...unpaid, cancellation_reason: "automatic" },
      { state: "expired", amount: eur(2495n), reasonCode: "automatic" },
    ],
    [
      "requires_capture",
      { ...intent, amount_capturable: 1495, amount_received: 1000 },
      { state: "captured", amount: eur(1000n), capturedTotal: eur(1000n) },
    ],
  ])("reads the status %s (%#)", async (status, object, fact) => {
    const { fetch } = api({ [INTENT]: { ...object, status } })
    expect(await query(fetch)).toEqual([{ subject: "payment", ...about, ...fact }])
  })

  it("does not date a capture that came after its authorization: the charge dates the latter", async () => {
    const { fetch } = api({ [INTENT]: { ...intent, capture_method: "manual" } })
    const [fact] = (await query(fetch)) ?? []
    expect(fact).toMatchObject({ state: "captured" })
    expect(fact).not.toHaveProperty("occurredAt")
  })

  it("does not date a refund by its beginning: one that failed since would look older than its success", async () => {
    const failed = refund("re_1", 500, 1_748_790_001, { status: "failed" })
    const { fetch } = api({ [INTENT]: { ...intent, latest_charge: { ...charge, refunds: { data: [failed] } } } })
    expect((await query(fetch))?.[1]).not.toHaveProperty("occurredAt")
  })

  it("lists every refund with its own amount, the oldest first, and the sum with the youngest that succeeded", async () => {
    const refunds = [
      refund("re_3", 100, 1_748_790_003, { status: "failed", failure_reason: "lost_or_stolen_card" }),
      refund("re_2", 500, 1_748_790_002),
      refund("re_1", 495, 1_748_790_001),
    ]
    const { fetch, asked } = api({
      [INTENT]: { ...intent, latest_charge: { ...charge, amount_refunded: 995, refunds: { data: refunds, has_more: false } } },
    })
    const [, ...moneyBack] = (await query(fetch)) ?? []
    expect(moneyBack).toEqual([
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        providerRefundId: "re_1",
        amount: eur(495n),
        madeAt: new Date(1_748_790_001_000),
      },
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        providerRefundId: "re_2",
        amount: eur(500n),
        madeAt: new Date(1_748_790_002_000),
        refundedTotal: eur(995n),
      },
      {
        subject: "refund",
        state: "failed",
        ...about,
        providerRefundId: "re_3",
        amount: eur(100n),
        madeAt: new Date(1_748_790_003_000),
        reasonCode: "lost_or_stolen_card",
      },
    ])
    expect(asked).toHaveLength(1)
  })

  it("turns the pages of a charge with more refunds than are expanded", async () => {
    const page = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => refund(`re_${first - index}`, 10, 1_748_790_000 + first - index))
    const first = `${HOST}/v1/refunds?payment_intent=pi_1&limit=100`
    const { fetch, asked } = api({
      [INTENT]: {
        ...intent,
        latest_charge: { ...charge, amount_refunded: 120, refunds: { data: page(12, 10), has_more: true } },
      },
      [first]: { data: page(12, 10), has_more: true },
      [`${first}&starting_after=re_3`]: { data: page(2, 2), has_more: false },
    })
    const [, ...moneyBack] = (await query(fetch)) ?? []
    expect(moneyBack.map((fact) => (fact as { providerRefundId?: string }).providerRefundId)).toEqual(
      Array.from({ length: 12 }, (_, index) => `re_${index + 1}`),
    )
    expect(moneyBack.at(-1)).toMatchObject({ refundedTotal: eur(120n) })
    expect(asked).toHaveLength(3)
  })

  it("gives no sum after a partial capture, whose uncaptured remainder Stripe counts as refunded", async () => {
    const { fetch } = api({
      [INTENT]: {
        ...intent,
        amount_received: 2000,
        latest_charge: {
          ...charge,
          amount_captured: 2000,
          amount_refunded: 995,
          refunds: { data: [refund("re_1", 500, 1_748_790_001)] },
        },
      },
    })
    const [payment, refunded] = (await query(fetch)) ?? []
    expect(payment).toMatchObject({ amount: eur(2000n), capturedTotal: eur(2000n) })
    expect(refunded).toMatchObject({ amount: eur(500n) })
    expect(refunded).not.toHaveProperty("refundedTotal")
  })

  it("gives no sum while a refund is pending, which Stripe counts already", async () => {
    const refunds = [refund("re_2", 500, 1_748_790_002, { status: "pending" }), refund("re_1", 495, 1_748_790_001)]
    const { fetch } = api({
      [INTENT]: { ...intent, latest_charge: { ...charge, amount_refunded: 995, refunds: { data: refunds } } },
    })
    const [, ...moneyBack] = (await query(fetch)) ?? []
    expect(moneyBack).toEqual([
      expect.objectContaining({ state: "succeeded", amount: eur(495n) }),
      expect.objectContaining({ state: "pending", amount: eur(500n) }),
    ])
    for (const fact of moneyBack) expect(fact).not.toHaveProperty("refundedTotal")
  })

  it("does not report the uncaptured remainder as a refund", async () => {
    const released = refund("re_1", 495, 1_748_790_001, { reason: "partial_capture" })
    const latest_charge = {
      ...charge,
      amount_captured: 2000,
      amount_refunded: 995,
      refunds: { data: [refund("re_2", 500, 1_748_790_002), released] },
    }
    const { fetch } = api({ [INTENT]: { ...intent, amount_received: 2000, latest_charge } })
    const [, ...moneyBack] = (await query(fetch)) ?? []
    expect(moneyBack).toEqual([expect.objectContaining({ providerRefundId: "re_2", amount: eur(500n) })])
  })

  it("knows no refund of a voided authorization", async () => {
    const released = { ...charge, captured: false, amount_refunded: 2495, refunds: { data: [refund("re_1", 2495, 1)] } }
    const { fetch } = api({ [INTENT]: { ...unpaid, status: "canceled", latest_charge: released } })
    expect(await query(fetch)).toEqual([expect.objectContaining({ state: "canceled" })])
  })

  it("asks for disputes only where there has been one, and does not date them by their beginning", async () => {
    const disputes = `${HOST}/v1/disputes?payment_intent=pi_1&limit=100`
    const dispute = {
      id: "dp_1",
      object: "dispute",
      amount: 2495,
      created: 1_748_790_000,
      currency: "eur",
      status: "under_review",
      reason: "fraudulent",
      payment_intent: "pi_1",
      evidence_details: { due_by: 1_749_999_999 },
    }
    const { fetch } = api({
      [INTENT]: { ...intent, latest_charge: { ...charge, disputed: true } },
      [disputes]: { data: [dispute], has_more: false },
    })
    expect((await query(fetch))?.[1]).toEqual({
      subject: "dispute",
      state: "under_review",
      ...about,
      providerDisputeId: "dp_1",
      amount: eur(2495n),
      reasonCode: "fraudulent",
      evidenceDueBy: new Date(1_749_999_999_000),
      openedAt: new Date(1_748_790_000_000),
    })
  })

  it("finds a payment whose id is not known by the session that it names", async () => {
    const search = `${HOST}/v1/payment_intents/search?query=metadata["session_id"]:"${SESSION}"&limit=1`
    const { fetch, asked } = api({ [search]: { data: [{ id: "pi_1" }] }, [INTENT]: intent })
    expect(await query(fetch, { sessionId: SESSION })).toEqual([expect.objectContaining({ providerPaymentId: "pi_1" })])
    expect(asked).toEqual([search, INTENT])
    const nothing = api({ [search]: { data: [] } })
    expect(await query(nothing.fetch, { sessionId: SESSION })).toBeUndefined()
  })

  it("is nothing for a payment that Stripe does not know", async () => expect(await query(api({}).fetch)).toBeUndefined())

  it.each([
    ["another intent", { ...intent, id: "pi_2" }],
    ["another thing", { id: "pi_1", object: "charge" }],
    ["nothing", new Response("null")],
    ["no JSON", new Response("<html>")],
    ["an unknown status", { ...intent, status: "requires_prayer", amount_received: 0 }],
    ["a refund without an amount", { ...intent, latest_charge: { ...charge, refunds: { data: [{ id: "re_1", created: 1 }] } } }],
    ["no right to read it", Response.json({}, { status: 403 })],
    ["no such key", Response.json({}, { status: 401 })],
  ])("is not guessed at when Stripe answers with %s", async (_what, answer) => {
    await expect(query(api({ [INTENT]: answer }).fetch)).rejects.toThrow(ProviderUnavailableError)
  })

  it("passes on how long Stripe asks to wait", async () => {
    const busy = new Response("{}", { status: 429, headers: { "retry-after": "7" } })
    await expect(query(api({ [INTENT]: busy }).fetch)).rejects.toMatchObject({ retryAfterSeconds: 7 })
  })

  it("can be asked for with an API key, and by an intent's id or a session", () => {
    const options = contextFor(fetch).options
    const can = (reference?: object, more: Partial<StripeOptions> = {}) => stripe.canQuery?.({ ...options, ...more }, reference)
    expect(can()).toBe(true)
    expect(can({ providerPaymentId: "pi_1" })).toBe(true)
    expect(can({ sessionId: SESSION })).toBe(true)
    expect(can({ providerPaymentId: "pi_1/../../x" })).toBe(false)
    expect(can({ sessionId: 'payses_" OR "x' })).toBe(false)
    expect(can(undefined, { apiKeys: undefined })).toBe(false)
  })
})

describe("Stripe's list of changes", () => {
  const window = { since: new Date("2025-06-01T00:00:00Z"), until: new Date("2025-06-02T00:00:00Z") }
  const event = (id: string, type: string, object: object, created: number) => ({
    id,
    object: "event",
    type,
    created,
    livemode: true,
    data: { object },
  })

  it("groups events by their payment, the oldest first, and goes on after the page's last one", async () => {
    const events = [
      event("evt_3", "refund.created", refund("re_9", 100, 1, { payment_intent: "pi_old" }), 1_748_779_203),
      event("evt_2", "payment_intent.succeeded", intent, 1_748_779_202),
      event("evt_1", "payment_intent.payment_failed", { ...intent, amount_received: 0 }, 1_748_779_201),
    ]
    const asked: URL[] = []
    const fetching: typeof fetch = async (input) => {
      asked.push(new URL(String(input)))
      return Response.json({ data: events, has_more: true })
    }
    const page = await stripe.list?.(window, contextFor(fetching))
    expect(page?.next).toBe("evt_1")
    expect(
      page?.payments.map(({ reference, facts }) => [reference, facts.map(({ subject, state }) => `${subject}.${state}`)]),
    ).toEqual([
      [{ providerPaymentId: "pi_1", sessionId: SESSION }, ["payment.failed", "payment.captured"]],
      [{ providerPaymentId: "pi_old" }, ["refund.succeeded"]],
    ])
    expect(page?.payments[0]?.facts[1]?.occurredAt).toEqual(new Date(1_748_779_202_000))
    await stripe.list?.({ ...window, cursor: "evt_1" }, contextFor(fetching))
    const [first, second] = asked.map(({ searchParams }) => searchParams)
    expect(first?.get("created[gte]")).toBe("1748736000")
    expect(first?.get("created[lt]")).toBe("1748822400")
    expect(first?.getAll("types[]").length).toBeLessThanOrEqual(20)
    expect(first?.has("starting_after")).toBe(false)
    expect(second?.get("starting_after")).toBe("evt_1")
  })

  it("has a refund asked about whose state no event reports", async () => {
    const refunded = event("evt_1", "charge.refunded", { ...charge, ...money, amount_refunded: 500 }, 1_748_779_201)
    const created = event("evt_2", "refund.created", refund("re_1", 500, 1), 1_748_779_202)
    const factsIn = async (...events: object[]) =>
      (
        await stripe.list?.(
          window,
          contextFor(async () => Response.json({ data: events })),
        )
      )?.payments
    const reference = { providerPaymentId: "pi_1" }
    expect(await factsIn(refunded)).toEqual([{ reference, facts: [] }])
    expect(await factsIn(created, refunded)).toEqual([
      { reference, facts: [expect.objectContaining({ providerRefundId: "re_1" })] },
    ])
  })

  it("ends with the last page", async () => {
    const page = await stripe.list?.(
      window,
      contextFor(async () => Response.json({ data: [], has_more: false })),
    )
    expect(page).toEqual({ payments: [] })
  })

  it("is not guessed at", async () => {
    const answer: typeof fetch = async () => Response.json({ data: "soon" })
    await expect(stripe.list?.(window, contextFor(answer))).rejects.toThrow(ProviderUnavailableError)
  })
})
