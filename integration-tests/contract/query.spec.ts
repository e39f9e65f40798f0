import { ProviderUnavailableError } from "../../src/services/domain/errors"
import { factName, type Fact } from "../../src/services/domain/facts"
import type { PaymentReference, ProviderContext } from "../../src/services/providers/provider"
import { providers } from "../../src/services/providers/registry"
import { eventName, type Dialect, type TestEvent } from "../../src/testing/dialect"
import { dialects } from "../../src/testing/dialects"
import type { GatewayPayment, GatewayRefund } from "../../src/testing/gateway/types"
import { API_URL, gatewayApi } from "./support/gateway-api"

const SESSION = "payses_01JWPAYSES0000000000000001"
const ID = "gpay_0123456789abcdef01"
/** WeChat Pay's answers are signed as of now. */
const now = new Date(Math.floor(Date.now() / 1000) * 1000)
const ago = (seconds: number): string => new Date(now.getTime() - seconds * 1000).toISOString()

const pending: GatewayPayment = {
  id: ID,
  status: "pending",
  amount: 2495,
  currency: "CNY",
  session_id: SESSION,
  capture_mode: "automatic",
  captures: [],
  refunds: [],
  disputes: [],
  captured_amount: 0,
  refunded_amount: 0,
  mode: "test",
  created_at: ago(600),
  updated_at: ago(500),
}
const captures = [{ id: "gcap_1", amount: 2495, at: ago(400) }]
const captured: GatewayPayment = { ...pending, status: "captured", captures, captured_amount: 2495 }
const refund = (id: string, amount: number, more: Partial<GatewayRefund> = {}): GatewayRefund => ({
  id,
  status: "succeeded",
  amount,
  at: ago(200),
  reference: `ref-${id}`,
  ...more,
})
const dispute = { id: "gdsp_1", status: "opened", amount: 2495, at: ago(100) } as const

/** Possible states of a payment at its provider. */
const TRUTHS: Readonly<Record<string, GatewayPayment>> = {
  pending,
  failed: { ...pending, status: "failed", reason_code: "card_declined" },
  authorized: { ...pending, status: "authorized", capture_mode: "manual" },
  canceled: { ...pending, status: "canceled", capture_mode: "manual" },
  expired: { ...pending, status: "expired" },
  captured,
  "refunded in part": {
    ...captured,
    refunds: [refund("gref_1", 495), refund("gref_2", 500), refund("gref_3", 100, { status: "failed" })],
    refunded_amount: 995,
  },
  "refunded whole": { ...captured, refunds: [refund("gref_1", 2495)], refunded_amount: 2495 },
  disputed: { ...captured, disputes: [dispute] },
}

/** The events by which a provider would have reported this state. */
function eventsOf(payment: GatewayPayment): readonly TestEvent[] {
  const { id: paymentId, session_id: sessionId, currency, mode, captured_amount: capturedAmount } = payment
  const reported = { paymentId, sessionId, currency, mode }
  const { status: state, amount, reason_code: reasonCode, updated_at } = payment
  const [capture] = payment.captures
  let refundedTotal = 0
  return [
    {
      ...reported,
      id: "evt_state",
      state,
      amount,
      ...(reasonCode && { reasonCode }),
      ...(capture && { captureId: capture.id, capturedAmount }),
      occurredAt: new Date(capture?.at ?? updated_at),
    },
    ...payment.refunds.map((made): TestEvent => {
      if (made.status === "succeeded") refundedTotal += made.amount
      const sums = { capturedAmount, refundedTotal }
      const { id: refundId, reference, status: state, amount, at } = made
      return {
        ...reported,
        ...sums,
        id: `evt_${refundId}`,
        subject: "refund",
        refundId,
        reference,
        state,
        amount,
        occurredAt: new Date(at),
      }
    }),
    ...payment.disputes.map(({ id: disputeId, status: state, amount, at }): TestEvent => ({
      ...reported,
      id: `evt_${disputeId}`,
      subject: "dispute",
      disputeId,
      state,
      amount,
      occurredAt: new Date(at),
    })),
  ]
}

/**
 * The keys in which two accounts of the same fact may differ: times at which it was reported, and sums that only one of them has.
 */
const APART = ["occurredAt", "refundedTotal", "capturedTotal", "contradictions", "evidenceDueBy", "madeAt"]

const same = (one: unknown, other: unknown): boolean => {
  const text = (value: unknown) => JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part))
  return text(one) === text(other)
}

/** True where two facts do not contradict each other in the keys that both have. */
const agree = (one: Fact, other: Fact): boolean =>
  Object.entries(one).every(([key, value]) => APART.includes(key) || !(key in other) || same(value, other[key as keyof Fact]))

const asking = Object.entries<Dialect>(dialects).flatMap(([id, dialect]) => {
  const provider = providers.get(dialect.provider)
  return provider?.query && id === dialect.provider ? [{ id, dialect, provider }] : []
})

it("lists the providers with a query", () =>
  expect(asking.map(({ id }) => id).sort()).toEqual(["alipay", "paypal", "stripe", "wechatpay"]))

describe.each(asking)("a query of $id about a payment", ({ id, dialect, provider }) => {
  const { credentials, options } = dialect.example({ webhookUrl: "https://shop.example/", apiUrl: `${API_URL}` })
  const contextOf = (payments: readonly GatewayPayment[], asked: string[] = []): ProviderContext<unknown> => ({
    account: { id: "shop" },
    options: provider.options.parse(options),
    now: () => now,
    fetch: gatewayApi(dialect, payments, asked),
  })

  async function reported(event: TestEvent, context: ProviderContext<unknown>): Promise<readonly Fact[]> {
    const { method, headers, body } = dialect.sign(event, credentials, now)
    const request = { method, url: "/", headers, rawBody: body, receivedAt: now }
    await provider.verify(request, context)
    const [parsed] = provider.parse(request, context)
    if (!parsed) throw new Error(`${id} has no event`)
    return provider.normalize(provider.refetch ? await provider.refetch(parsed, context) : parsed, context).facts
  }

  const references = ({ refunds }: GatewayPayment): PaymentReference => ({
    providerPaymentId: ID,
    sessionId: SESSION,
    refundReferences: refunds.map(({ id, reference }) => reference ?? id),
  })

  it.each(Object.entries(TRUTHS))("agrees with its webhooks' facts: %s", async (_name, payment) => {
    const context = contextOf([payment])
    const answered = await provider.query?.(references(payment), context)
    // One call to PayPal reports no disputes, and WeChat Pay's complaints name no payment.
    const spoken = eventsOf(payment).filter(
      (event) => dialect.speaks.includes(eventName(event)) && (event.subject !== "dispute" || id === "stripe"),
    )
    for (const event of spoken) {
      for (const fact of await reported(event, context)) {
        expect(answered?.some((other) => factName(other) === factName(fact) && agree(fact, other))).toBe(true)
      }
    }
  })

  it.each(Object.entries(TRUTHS))("answers only facts that its page lists, of this payment alone: %s", async (_name, payment) => {
    const answered = (await provider.query?.(references(payment), contextOf([payment]))) ?? []
    expect(answered.length).toBeGreaterThan(0)
    for (const fact of answered) {
      expect(provider.about.reports).toContain(factName(fact))
      expect(fact).toMatchObject({ sessionId: SESSION })
      if (fact.subject !== "payment_method") expect([ID, undefined]).toContain(fact.providerPaymentId)
    }
  })

  it("answers with the captured sum", async () => {
    const answered = (await provider.query?.({ providerPaymentId: ID }, contextOf([captured]))) ?? []
    expect(answered[0]).toMatchObject({ state: "captured", amount: { minor: 2495n, currency: "CNY" } })
  })

  it("is empty where the provider does not know the payment", async () => {
    expect(await provider.query?.({ providerPaymentId: "gpay_unknown" }, contextOf([captured]))).toBeUndefined()
  })

  it("is possible with the options of the example", () => {
    expect(provider.canQuery?.(provider.options.parse(options))).toBe(true)
    expect(provider.canQuery?.(provider.options.parse(options), { providerPaymentId: ID })).toBe(true)
    expect(provider.canQuery?.(provider.options.parse(options), {})).toBe(false)
  })

  it("is refused by the provider's API with another's credentials", async () => {
    const payments = [captured]
    const asked = gatewayApi(dialect, payments)
    // Another's credentials: each place where they travel is spoiled.
    const stranger: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers)
      const authorization = headers.get("authorization")
      if (authorization) headers.set("authorization", authorization.replace(/[A-Za-z0-9]("?)$/, "_$1"))
      const body = typeof init?.body === "string" ? init.body.replace(/^/, "stranger=1&") : undefined
      return asked(input, { ...init, headers, ...(body && { body }) })
    }
    const context = { ...contextOf(payments), fetch: stranger }
    await expect(provider.query?.({ providerPaymentId: ID }, context)).rejects.toThrow(ProviderUnavailableError)
  })
})

describe.each(asking.filter(({ provider }) => provider.list))("the list of $id for a window", ({ dialect, provider }) => {
  const { options } = dialect.example({ webhookUrl: "https://shop.example/", apiUrl: API_URL })
  const many = Array.from({ length: 250 }, (_, index): GatewayPayment => ({
    ...captured,
    id: `gpay_${index}`,
    session_id: undefined,
  }))
  const outside = {
    ...captured,
    id: "gpay_outside",
    captures: [{ id: "gcap_old", amount: 2495, at: ago(86_400 * 5) }],
    updated_at: ago(86_400 * 5),
  }

  it("has every payment that changed in it, page by page, and each can be queried", async () => {
    const payments = [...many, outside]
    const context = {
      account: { id: "shop" },
      options: provider.options.parse(options),
      now: () => now,
      fetch: gatewayApi(dialect, payments),
    }
    const window = { since: new Date(ago(3600)), until: new Date(now.getTime() + 60_000) }
    const found = new Set<string>()
    let cursor: string | undefined
    do {
      const page = await provider.list?.({ ...window, ...(cursor && { cursor }) }, context)
      for (const { reference } of page?.payments ?? []) found.add(reference.providerPaymentId ?? "")
      cursor = page?.next
    } while (cursor)
    expect([...found].sort()).toEqual(many.map(({ id }) => id).sort())
    const [first = ""] = found
    expect(await provider.query?.({ providerPaymentId: first }, context)).toEqual([
      expect.objectContaining({ state: "captured" }),
    ])
  })
})
