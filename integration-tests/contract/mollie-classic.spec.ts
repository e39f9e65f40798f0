import fc from "fast-check"
import { assertProperty } from "../../src/__tests__/assert-property"
import {
  MalformedPayloadError,
  PaymentNotificationError,
  ProviderUnavailableError,
  SignatureVerificationError,
} from "../../src/services/domain/errors"
import { receive } from "../../src/services/intake/receive"
import type { ProviderContext, WebhookRequest } from "../../src/services/providers/provider"
import { mollie } from "../../src/services/providers/mollie"
import type { MollieOptions } from "../../src/services/providers/mollie/options"
import { NOW } from "./support/call"
import { expectRefused, rejection } from "./support/expect-error"

const SESSION = "payses_01JZZZZZZZZZZZZZZZZZZZZZZ1"
const ID = "tr_Classic000000001"
const TEST_KEY = "test_classickey"
const LIVE_KEY = "live_classickey"
const FORM = { "content-type": "application/x-www-form-urlencoded" }

const eur = (value: string) => ({ currency: "EUR", value })
const payment = {
  resource: "payment",
  id: ID,
  mode: "test",
  status: "paid",
  amount: eur("24.95"),
  description: "PLANTED description",
  metadata: { session_id: SESSION, note: "PLANTED" },
  details: { consumerName: "PLANTED", consumerAccount: "PLANTED" },
  profileId: "pfl_Classic001",
  createdAt: "2025-06-01T11:58:00+00:00",
  paidAt: "2025-06-01T11:59:30+00:00",
  _links: { self: { href: "https://api.mollie.com/v2/payments/tr_Classic000000001" } },
}
const refund = {
  resource: "refund",
  id: "re_Classic001",
  mode: "test",
  status: "refunded",
  amount: eur("5.95"),
  paymentId: ID,
  metadata: null,
  createdAt: "2025-06-02T08:00:00+00:00",
}
const chargeback = {
  resource: "chargeback",
  id: "chb_Classic001",
  amount: eur("24.95"),
  paymentId: ID,
  reason: { code: "AC01", description: "Account identifier incorrect" },
  createdAt: "2025-06-03T08:00:00+00:00",
  reversedAt: null,
}

interface Asked {
  readonly url: string
  readonly key: string | null
}

/** Mollie's API as far as this provider asks it: the payment that each key sees, or a status for it. */
function mollieApi(sees: Record<string, object | number>, asked: Asked[] = []): typeof fetch {
  return async (input, init) => {
    const key = new Headers(init?.headers).get("authorization")
    asked.push({ url: String(input), key })
    const answer = sees[key?.replace(/^Bearer /, "") ?? ""] ?? 401
    return typeof answer === "number" ? new Response("{}", { status: answer }) : Response.json(answer)
  }
}

const contextOf = (fetch: typeof globalThis.fetch, options: object = {}): ProviderContext<MollieOptions> => ({
  account: { id: "shop" },
  options: mollie.options.parse({ classic: true, apiKeys: [TEST_KEY], ...options }),
  now: () => NOW,
  fetch,
})
const callOf = (body: string, headers: Record<string, string> = FORM): WebhookRequest => ({
  method: "POST",
  url: "/webhooks/payments/shop",
  headers,
  rawBody: Buffer.from(body),
  receivedAt: NOW,
})

async function read(truth: object | number, { body = `id=${ID}`, options = {} } = {}) {
  const context = contextOf(mollieApi({ [TEST_KEY]: truth }), options)
  const request = callOf(body)
  await mollie.verify(request, context)
  return mollie.parse(request, context).map((event) => {
    const stored = { ...event, payload: JSON.parse(JSON.stringify(event.payload)) }
    return { ...event, reading: mollie.normalize(stored, context) }
  })
}
const factsOf = async (truth: object) => (await read(truth)).flatMap(({ reading }) => reading.facts)

describe("a classic call", () => {
  it("is read as Mollie's answer about its payment", async () => {
    const [event, ...others] = await read(payment)
    expect(others).toEqual([])
    expect(event).toMatchObject({ type: "payment.paid", occurredAt: new Date(payment.paidAt) })
    expect(event?.id).toMatch(/^tr_Classic000000001:[0-9a-f]{64}$/)
    expect(event?.reading).toEqual({
      facts: [
        {
          subject: "payment",
          state: "captured",
          providerPaymentId: ID,
          sessionId: SESSION,
          amount: { minor: 2495n, currency: "EUR" },
          mode: "test",
          occurredAt: new Date(payment.paidAt),
        },
      ],
    })
  })

  it("leaves nothing of the buyer's in the event", async () => {
    expect(JSON.stringify(payment)).toContain("PLANTED")
    const [event] = await read(payment)
    expect(JSON.stringify({ ...event, reading: undefined })).not.toContain("PLANTED")
  })

  it("asks for the payment with its refunds and chargebacks, with the key and nothing else", async () => {
    const asked: Asked[] = []
    await mollie.verify(callOf(`id=${ID}`), contextOf(mollieApi({ [TEST_KEY]: payment }, asked)))
    expect(asked).toEqual([
      { url: `https://api.mollie.com/v2/payments/${ID}?embed=refunds,chargebacks`, key: `Bearer ${TEST_KEY}` },
    ])
  })

  it("trusts nothing of the call but the id", async () => {
    const [event] = await read({ ...payment, status: "open" }, { body: `id=${ID}&status=paid&amount=0.01` })
    expect(event?.reading.facts).toEqual([
      expect.objectContaining({ state: "pending", amount: { minor: 2495n, currency: "EUR" } }),
    ])
  })

  it("is answered 200 and empty, whether Mollie knows the id or not", async () => {
    for (const truth of [payment, 404]) {
      const context = contextOf(mollieApi({ [TEST_KEY]: truth }))
      const account = { id: "shop", provider: "mollie", paymentProviders: [], maxBodyBytes: 1024, options: context.options }
      const dependencies = { recorder: { record: async () => true }, now: () => NOW, fetch: context.fetch }
      const { reply, outcome } = await receive(dependencies, account, mollie, callOf(`id=${ID}`))
      expect(reply).toEqual({ status: 200 })
      expect(outcome.recorded).toBe(truth === 404 ? 0 : 1)
    }
  })
})

describe("the event's id", () => {
  const idOf = async (truth: object) => (await read(truth))[0]?.id
  const embedding = (refunds: object[], chargebacks: object[] = []) => ({ ...payment, _embedded: { refunds, chargebacks } })

  it("is the same for every call about one state, however Mollie orders its answer", async () => {
    const id = await idOf(payment)
    expect(await idOf(structuredClone(payment))).toBe(id)
    expect(await idOf(Object.fromEntries(Object.entries(payment).reverse()))).toBe(id)
    expect(await idOf({ ...payment, _links: {}, description: "another" })).toBe(id)
  })

  it("differs for every change of one payment: deduping on the payment's id would drop its capture", async () => {
    const states = [
      { ...payment, status: "open", paidAt: undefined },
      { ...payment, status: "pending", paidAt: undefined },
      { ...payment, status: "authorized", paidAt: undefined },
      payment,
      embedding([{ ...refund, status: "queued" }]),
      embedding([refund]),
      embedding([refund, { ...refund, id: "re_Classic002" }]),
      embedding([refund], [chargeback]),
      embedding([refund], [{ ...chargeback, reversedAt: "2025-06-04T08:00:00+00:00" }]),
    ]
    const ids = await Promise.all(states.map(idOf))
    expect(new Set(ids).size).toBe(states.length)
  })
})

describe("Mollie's answer", () => {
  it.each<[string, string, string | undefined]>([
    ["open", "pending", "createdAt"],
    ["pending", "pending", undefined],
    ["authorized", "authorized", "authorizedAt"],
    ["paid", "captured", "paidAt"],
    ["failed", "failed", "failedAt"],
    ["canceled", "canceled", "canceledAt"],
    ["expired", "expired", "expiredAt"],
  ])("with status %s is payment.%s as of %s", async (status, state, time) => {
    const at = "2025-06-01T11:30:00+00:00"
    const [event] = await read({ ...payment, status, ...(time && { [time]: at }) })
    expect(event?.type).toBe(`payment.${status}`)
    expect(event?.occurredAt).toEqual(time && new Date(at))
    expect(event?.reading.facts).toEqual([expect.objectContaining({ subject: "payment", state, mode: "test" })])
    expect(event?.reading.facts[0]?.occurredAt).toEqual(time && new Date(at))
  })

  it("with an unknown status is unclear, not guessed at", async () => {
    const [event] = await read({ ...payment, status: "constructor" })
    expect(event?.reading).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining("payment.constructor"),
        providerPaymentId: ID,
        sessionId: SESSION,
        amount: { minor: 2495n, currency: "EUR" },
      },
    })
  })

  it("with a refund of an unknown status has the payment's facts, and another event that a person looks at", async () => {
    const [event, other, ...more] = await read({ ...payment, _embedded: { refunds: [{ ...refund, status: "returned" }] } })
    expect(more).toEqual([])
    expect(event?.reading.facts).toEqual([expect.objectContaining({ subject: "payment", state: "captured" })])
    expect(other).toMatchObject({ id: expect.stringMatching(/^tr_Classic000000001:[0-9a-f]{64}$/), type: "refund.returned" })
    expect(other?.reading).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringContaining("re_Classic001"),
        providerPaymentId: ID,
        amount: { minor: 595n, currency: "EUR" },
      },
    })
  })

  it("counts the captured sum, not the authorized one", async () => {
    const [fact] = await factsOf({ ...payment, amountCaptured: eur("20.00") })
    expect(fact).toMatchObject({ amount: { minor: 2000n, currency: "EUR" }, capturedTotal: { minor: 2000n, currency: "EUR" } })
  })

  it("may report several facts at once: captured, a refund, a pending one, and a chargeback", async () => {
    const refunds = [refund, { ...refund, id: "re_Classic002", status: "processing", amount: eur("1.00") }]
    const facts = await factsOf({
      ...payment,
      amountRefunded: eur("6.95"),
      amountChargedBack: eur("24.95"),
      _embedded: { refunds, chargebacks: [chargeback] },
    })
    const identity = { providerPaymentId: ID, sessionId: SESSION, mode: "test" }
    expect(facts).toEqual([
      expect.objectContaining({ subject: "payment", state: "captured", ...identity }),
      {
        subject: "refund",
        state: "succeeded",
        providerRefundId: "re_Classic001",
        amount: { minor: 595n, currency: "EUR" },
        ...identity,
      },
      {
        subject: "refund",
        state: "pending",
        providerRefundId: "re_Classic002",
        amount: { minor: 100n, currency: "EUR" },
        ...identity,
      },
      {
        subject: "dispute",
        state: "lost",
        providerDisputeId: "chb_Classic001",
        amount: { minor: 2495n, currency: "EUR" },
        reasonCode: "AC01",
        openedAt: new Date(chargeback.createdAt),
        occurredAt: new Date(chargeback.createdAt),
        ...identity,
      },
    ])
  })

  it("reports the refunds' sum once every refund in it has succeeded", async () => {
    const second = { ...refund, id: "re_Classic002", amount: eur("1.00") }
    const facts = await factsOf({ ...payment, amountRefunded: eur("6.95"), _embedded: { refunds: [refund, second] } })
    const refundedTotal = { minor: 695n, currency: "EUR" }
    expect(facts.slice(1)).toEqual([expect.objectContaining({ refundedTotal }), expect.objectContaining({ refundedTotal })])
  })

  it.each([
    ["queued", "pending"],
    ["pending", "pending"],
    ["processing", "pending"],
    ["refunded", "succeeded"],
    ["failed", "failed"],
    ["canceled", "failed"],
    ["something new", undefined],
  ])("reads a %s refund as %s", async (status, state) => {
    const facts = await factsOf({ ...payment, _embedded: { refunds: [{ ...refund, status }] } })
    expect(facts.slice(1).map((fact) => fact.state)).toEqual(state ? [state] : [])
  })

  it("reads a mere sum as pending, for the sum counts queued refunds", async () => {
    const [, ...facts] = await factsOf({ ...payment, amountRefunded: eur("5.95") })
    expect(facts).toEqual([expect.objectContaining({ state: "pending", refundedTotal: { minor: 595n, currency: "EUR" } })])
    expect(await factsOf({ ...payment, amountRefunded: eur("0.00") })).toHaveLength(1)
  })

  it("reads a chargeback that was reversed as won", async () => {
    const reversedAt = "2025-06-04T08:00:00+00:00"
    const [, fact] = await factsOf({ ...payment, _embedded: { chargebacks: [{ ...chargeback, reversedAt }] } })
    expect(fact).toMatchObject({ subject: "dispute", state: "won", occurredAt: new Date(reversedAt) })
  })

  it("contradicts the money of another profile", async () => {
    const [event] = await read(payment, { options: { profileIds: ["pfl_Other001"] } })
    expect(event?.reading.facts[0]?.contradictions).toEqual([expect.stringContaining("pfl_Classic001")])
  })

  it.each<[string, object | number]>([
    ["no payment", { resource: "order", id: "ord_1" }],
    ["another payment", { ...payment, id: "tr_Classic000000002" }],
    ["an amount that is no decimal", { ...payment, amount: { currency: "EUR", value: "24,95" } }],
    ["a captured amount that is no decimal", { ...payment, amountCaptured: { currency: "EUR", value: "x" } }],
    ["a refunded amount that is no decimal", { ...payment, amountRefunded: { currency: "EUR", value: "x" } }],
    ["a refund without an id", { ...payment, _embedded: { refunds: [{ ...refund, id: undefined }] } }],
    ["an outage", 500],
    ["a pause", 429],
    ["a key it does not know", 401],
    ["a key that may not", 403],
  ])("that is %s means that Mollie has to call again", (_what, truth) => expectRefused(read(truth), ProviderUnavailableError))

  it("that never comes means that Mollie has to call again", () =>
    expectRefused(
      mollie.verify(
        callOf(`id=${ID}`),
        contextOf(() => Promise.reject(new Error("no network"))),
      ),
      ProviderUnavailableError,
    ))

  it.each([404, 410])("with %s leaves no row", async (status) => expect(await read(status)).toEqual([]))
})

describe("several keys", () => {
  const read = async (sees: Record<string, object | number>) => {
    const context = contextOf(mollieApi(sees), { apiKeys: [TEST_KEY, LIVE_KEY] })
    const request = callOf(`id=${ID}`)
    await mollie.verify(request, context)
    return mollie.parse(request, context)
  }

  it("are tried until one finds the payment: an id does not show test or live", async () => {
    const [event] = await read({ [TEST_KEY]: 404, [LIVE_KEY]: { ...payment, mode: "live" } })
    expect(event?.payload.entity).toMatchObject({ mode: "live" })
  })

  it("may include a revoked one while another finds the payment", async () =>
    expect(await read({ [TEST_KEY]: 401, [LIVE_KEY]: payment })).toHaveLength(1))

  it("do not call a payment unknown that a refused key might have found", () =>
    expectRefused(read({ [TEST_KEY]: 401, [LIVE_KEY]: 404 }), ProviderUnavailableError))
})

describe("a call that names an order", () => {
  const attempt = { ...payment, id: "tr_Classic000000002", status: "failed", paidAt: undefined, metadata: null }
  const order = {
    resource: "order",
    id: "ord_Classic1",
    status: "paid",
    metadata: { session_id: SESSION },
    _embedded: { payments: [attempt, { ...payment, metadata: null }] },
  }
  const found = (refunds: object[]): object => ({ ...payment, metadata: null, _embedded: { refunds } })
  const orderApi = (answers: Record<string, object>, asked: string[] = []): typeof fetch => {
    return async (input) => {
      asked.push(String(input).replace("https://api.mollie.com/v2/", ""))
      const answer = answers[new URL(String(input)).pathname]
      return answer ? Response.json(answer) : new Response("{}", { status: 404 })
    }
  }
  async function readOrder(answers: Record<string, object>, asked: string[] = []) {
    const [request, context] = [callOf("id=ord_Classic1"), contextOf(orderApi(answers, asked))]
    await mollie.verify(request, context)
    return mollie.parse(request, context).map((event) => ({ ...event, reading: mollie.normalize(event, context) }))
  }
  const whole = {
    "/v2/orders/ord_Classic1": order,
    [`/v2/payments/${ID}`]: found([refund]),
    "/v2/payments/tr_Classic000000002": attempt,
  }

  it("is read as Mollie's answers about the order's payments, with their refunds", async () => {
    const asked: string[] = []
    const events = await readOrder(whole, asked)
    expect(asked).toEqual([
      "orders/ord_Classic1?embed=payments",
      `payments/${ID}?embed=refunds,chargebacks`,
      "payments/tr_Classic000000002?embed=refunds,chargebacks",
    ])
    expect(events.map(({ type }) => type)).toEqual(["payment.paid", "payment.failed"])
    expect(events[0]?.reading.facts).toEqual([
      expect.objectContaining({ state: "captured", providerPaymentId: ID, sessionId: SESSION }),
      expect.objectContaining({ subject: "refund", state: "succeeded", sessionId: SESSION }),
    ])
  })

  it("believes the payment's own session before the order's", async () => {
    const own = { ...payment, metadata: { session_id: "order-7" } }
    const [event] = await readOrder({ ...whole, [`/v2/payments/${ID}`]: own })
    expect(event?.reading.facts[0]).toMatchObject({ merchantReference: "order-7" })
  })

  it("is answered without a row where Mollie knows no such order, and where nobody has tried to pay", async () => {
    expect(await readOrder({})).toEqual([])
    expect(await readOrder({ "/v2/orders/ord_Classic1": { resource: "order", id: "ord_Classic1" } })).toEqual([])
  })

  it("asks about ten attempts at most, those with money first", async () => {
    const asked: string[] = []
    const attempts = Array.from({ length: 30 }, (_, index) => ({ ...attempt, id: `tr_Attempt${index}` }))
    const events = await readOrder(
      {
        "/v2/orders/ord_Classic1": { ...order, _embedded: { payments: [...attempts, payment] } },
        [`/v2/payments/${ID}`]: payment,
      },
      asked,
    )
    expect(asked).toHaveLength(11)
    expect(events[0]).toMatchObject({ type: "payment.paid" })
  })

  it.each([
    ["payments that are no list", { ...order, _embedded: { payments: "none" } }],
    ["a payment without an amount", { ...order, _embedded: { payments: [{ ...payment, amount: null }] } }],
  ])("has to come again when the answer has %s", (_what, answer) =>
    expectRefused(readOrder({ "/v2/orders/ord_Classic1": answer }), ProviderUnavailableError),
  )
})

describe("a call that names no payment", () => {
  const silent: typeof fetch = () => Promise.reject(new Error("nobody may be asked"))

  it.each(["re_1", "sub_1", "pl_1", "chb_1"])("but %s is acknowledged without a row and without asking", async (id) => {
    const [request, context] = [callOf(`id=${id}`), contextOf(silent)]
    await mollie.verify(request, context)
    expect(mollie.parse(request, context)).toEqual([])
  })

  it.each([
    "",
    "id=",
    "id=tr_",
    "id=tr_1%2F..%2F..%2Fv2%2Fme",
    "id=tr_1%3Ftestmode%3Dtrue",
    "id=tr_1%00",
    "id=tr_1&id=tr_2",
    "id[]=tr_1",
    "ID=tr_1",
    "id=../payments",
    `id=tr_${"1".repeat(65)}`,
    '{"id":"tr_1"}',
  ])("%j is malformed, without asking", (body) =>
    expectRefused(mollie.verify(callOf(body), contextOf(silent)), MalformedPayloadError),
  )

  it.each([{}, { "content-type": "application/json" }, { "content-type": "text/plain" }])("is malformed with %j", (headers) =>
    expectRefused(mollie.verify(callOf(`id=${ID}`, headers as Record<string, string>), contextOf(silent)), MalformedPayloadError),
  )

  it("throws nothing but its own errors, whatever arrives", () =>
    assertProperty(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `id=${text}`),
        ),
        async (body) => {
          const context = contextOf(mollieApi({ [TEST_KEY]: 404 }))
          const error = await mollie.verify(callOf(body), context).catch((error: unknown) => error)
          expect(error === undefined || error instanceof PaymentNotificationError).toBe(true)
        },
      ),
    ))
})

describe("the verification of an account", () => {
  const signedContext = {
    ...contextOf(mollieApi({ [TEST_KEY]: payment })),
    options: mollie.options.parse({ signingSecrets: ["secret"], apiKeys: [TEST_KEY] }),
  }

  it("is never the call's choice: without the header it is no classic call to an account with secrets", () =>
    expectRefused(mollie.verify(callOf(`id=${ID}`), signedContext), SignatureVerificationError))

  it("is never the call's choice: a signature does not verify a call to a classic account", async () => {
    const body = JSON.stringify({ resource: "event", id: "event_1", type: "payment.paid", _embedded: { payment } })
    const headers = { "content-type": "application/json", "x-mollie-signature": "0".repeat(64) }
    await expectRefused(mollie.verify(callOf(body, headers), contextOf(mollieApi({}))), MalformedPayloadError)
  })

  it("belongs to that very request", async () => {
    const context = contextOf(mollieApi({ [TEST_KEY]: payment }))
    await mollie.verify(callOf(`id=${ID}`), context)
    expect(await rejection((async () => mollie.parse(callOf(`id=${ID}`), context))())).toBeInstanceOf(SignatureVerificationError)
  })
})
