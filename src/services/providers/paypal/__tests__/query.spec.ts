import { ProviderUnavailableError } from "../../../domain/errors"
import { paypal } from ".."
import { contextOf, web } from "./setup"

const API = "https://api-m.sandbox.paypal.com"
const ORDER = `${API}/v2/checkout/orders/ORDER1`
const SESSION = "payses_01JWPAYSES0000000000000001"
const token = { [`${API}/v1/oauth2/token`]: () => JSON.stringify({ access_token: "token", expires_in: 32_400 }) }

const net = (answers: Record<string, unknown>) =>
  web({
    ...token,
    ...Object.fromEntries(
      Object.entries(answers).map(([url, answer]) => [
        url,
        () => (typeof answer === "object" ? JSON.stringify(answer) : (answer as number)),
      ]),
    ),
  })

const query = ({ fetch }: { fetch: typeof globalThis.fetch }, id = "ORDER1", own = {}) =>
  paypal.query?.({ providerPaymentId: id }, contextOf({ fetch }, own))

const eur = (value: string) => ({ currency_code: "EUR", value })
const minor = (amount: bigint) => ({ minor: amount, currency: "EUR" })
const at = (minute: number) => `2025-06-01T12:0${minute}:00Z`

const capture = (id: string, value: string, minute: number, more: object = {}) => ({
  id,
  status: "COMPLETED",
  amount: eur(value),
  create_time: at(minute),
  update_time: at(minute),
  links: [{ rel: "up", href: `${API}/v2/checkout/orders/ORDER1` }],
  ...more,
})
const refund = (id: string, value: string, minute: number, more: object = {}) => ({
  id,
  status: "COMPLETED",
  amount: eur(value),
  create_time: at(minute),
  update_time: at(minute),
  seller_payable_breakdown: { total_refunded_amount: eur(value) },
  links: [{ rel: "up", href: `${API}/v2/payments/captures/CAPTURE1` }],
  ...more,
})
const order = (payments: object | undefined, more: object = {}) => ({
  id: "ORDER1",
  status: "COMPLETED",
  create_time: at(0),
  purchase_units: [{ amount: eur("24.95"), custom_id: SESSION, payee: { merchant_id: "SHOP1" }, ...(payments && { payments }) }],
  ...more,
})
const about = { providerPaymentId: "ORDER1", sessionId: SESSION, mode: "test" }

describe("PayPal's report of a payment", () => {
  it("is one answer: the order with its captures and refunds", async () => {
    const refunds = [
      refund("REFUND2", "5.00", 3),
      refund("REFUND1", "4.95", 2),
      refund("REFUND3", "1.00", 4, { status: "FAILED" }),
    ]
    const { fetch, asked } = net({ [ORDER]: order({ captures: [capture("CAPTURE1", "24.95", 1)], refunds }) })
    expect(await query({ fetch })).toEqual([
      {
        subject: "payment",
        state: "captured",
        ...about,
        providerCaptureId: "CAPTURE1",
        amount: minor(2495n),
        capturedTotal: minor(2495n),
        occurredAt: new Date(at(1)),
      },
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        providerRefundId: "REFUND1",
        amount: minor(495n),
        occurredAt: new Date(at(2)),
      },
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        providerRefundId: "REFUND2",
        amount: minor(500n),
        refundedTotal: minor(995n),
        occurredAt: new Date(at(3)),
      },
      {
        subject: "refund",
        state: "failed",
        ...about,
        providerRefundId: "REFUND3",
        amount: minor(100n),
        occurredAt: new Date(at(4)),
      },
    ])
    expect(asked).toHaveLength(2)
  })

  it("separates partial captures, and has their sum", async () => {
    const authorization = { ...capture("AUTH1", "24.95", 0), status: "PARTIALLY_CAPTURED" }
    const up = { links: [{ rel: "up", href: `${API}/v2/payments/authorizations/AUTH1` }] }
    const captures = [
      capture("CAPTURE2", "4.95", 2, up),
      capture("CAPTURE1", "10.00", 1, up),
      capture("CAPTURE3", "1.00", 3, { ...up, status: "DECLINED" }),
    ]
    const facts = await query(net({ [ORDER]: order({ captures, authorizations: [authorization] }) }))
    expect(facts).toEqual([
      expect.objectContaining({ ...about, providerCaptureId: "CAPTURE1", amount: minor(1000n) }),
      expect.objectContaining({ ...about, providerCaptureId: "CAPTURE2", amount: minor(495n), capturedTotal: minor(1495n) }),
    ])
    expect(facts?.[0]).not.toHaveProperty("capturedTotal")
    for (const fact of facts ?? []) expect(fact).toMatchObject({ authorizedAmount: minor(2495n) })
  })

  const authorization = (status: string, minute = 1, more: object = {}) => ({
    ...capture("AUTH1", "24.95", minute),
    status,
    ...more,
  })
  it.each([
    ["authorized", { authorizations: [authorization("CREATED")] }],
    ["authorized", { authorizations: [authorization("CREATED")], captures: [capture("C", "24.95", 2, { status: "DECLINED" })] }],
    ["authorized", { authorizations: [authorization("CREATED")], captures: [capture("C", "24.95", 2, { status: "PENDING" })] }],
    [
      "pending",
      { captures: [capture("C1", "24.95", 2, { status: "PENDING" }), capture("C2", "24.95", 1, { status: "DECLINED" })] },
    ],
    ["failed", { captures: [capture("C", "24.95", 1, { status: "DECLINED" })] }],
    ["canceled", { authorizations: [authorization("VOIDED", 1, { expiration_time: at(9) })] }],
    ["expired", { authorizations: [authorization("VOIDED", 9, { expiration_time: at(9) })] }],
    ["failed", { authorizations: [authorization("DENIED")] }],
  ])("is %s when that is its furthest state (%#)", async (state, payments) => {
    expect(await query(net({ [ORDER]: order(payments) }))).toEqual([
      expect.objectContaining({ subject: "payment", state, ...about }),
    ])
  })

  it.each([
    ["CREATED", "pending"],
    ["PAYER_ACTION_REQUIRED", "pending"],
    ["APPROVED", "pending"],
    ["VOIDED", "expired"],
  ])("of an order that is %s and has no payments is %s", async (status, state) => {
    expect(await query(net({ [ORDER]: order(undefined, { status }) }))).toEqual([
      { subject: "payment", state, ...about, amount: minor(2495n), occurredAt: new Date(at(0)) },
    ])
  })

  it("quarantines the money of another payee", async () => {
    const [fact] =
      (await query(net({ [ORDER]: order({ captures: [capture("CAPTURE1", "24.95", 1)] }) }), "ORDER1", {
        merchantId: "SHOP2",
      })) ?? []
    expect(fact).toHaveProperty("contradictions", [expect.stringContaining("SHOP1")])
  })

  it("finds the order by a capture's and by an authorization's id", async () => {
    const found = { [ORDER]: order({ captures: [capture("CAPTURE1", "24.95", 1)] }) }
    const byCapture = net({ ...found, [`${API}/v2/payments/captures/CAPTURE1`]: capture("CAPTURE1", "24.95", 1) })
    const byAuthorization = net({ ...found, [`${API}/v2/payments/authorizations/AUTH1`]: authorization("CAPTURED") })
    expect(await query(byCapture, "CAPTURE1")).toEqual(await query(net(found)))
    expect(await query(byAuthorization, "AUTH1")).toEqual(await query(net(found)))
  })

  it("is the capture's own where there is no order", async () => {
    const facts = await query(
      net({ [`${API}/v2/payments/captures/CAPTURE1`]: capture("CAPTURE1", "24.95", 1, { links: [] }) }),
      "CAPTURE1",
    )
    expect(facts).toEqual([
      expect.objectContaining({ state: "captured", providerPaymentId: "CAPTURE1", capturedTotal: minor(2495n) }),
    ])
  })

  it("is nothing for an id that PayPal does not know", async () => {
    const { fetch, asked } = net({})
    expect(await query({ fetch })).toBeUndefined()
    expect(asked.slice(1).map((url) => url.slice(API.length))).toEqual([
      "/v2/checkout/orders/ORDER1",
      "/v2/payments/captures/ORDER1",
      "/v2/payments/authorizations/ORDER1",
    ])
  })

  it.each([
    ["another order", { ...order(undefined), id: "ORDER2" }],
    ["a capture without an amount", order({ captures: [{ id: "CAPTURE1", status: "COMPLETED" }] })],
    ["no right to read it", 403],
    ["an outage", 503],
  ])("is not guessed at when PayPal answers with %s", async (_what, answer) => {
    await expect(query(net({ [ORDER]: answer }))).rejects.toThrow(ProviderUnavailableError)
  })

  it("needs an id that is PayPal's", () => {
    const { options } = contextOf()
    expect(paypal.canQuery?.(options)).toBe(true)
    expect(paypal.canQuery?.(options, { providerPaymentId: "ORDER1" })).toBe(true)
    expect(paypal.canQuery?.(options, { sessionId: SESSION })).toBe(false)
    expect(paypal.canQuery?.(options, { providerPaymentId: "../x" })).toBe(false)
  })
})

describe("PayPal's list of changes", () => {
  const since = new Date("2025-06-01T12:00:00Z")
  const until = new Date("2025-06-02T12:00:00Z")
  const transaction = (transaction_info: object) => ({ transaction_info })

  /** Reports `pages` pages for every slice of time. */
  function reports(details: readonly object[], pages = 1) {
    const asked: URLSearchParams[] = []
    const fetch: typeof globalThis.fetch = async (input) => {
      const url = new URL(String(input))
      if (url.pathname.endsWith("/token")) return new Response(token[`${API}/v1/oauth2/token`]?.())
      asked.push(url.searchParams)
      return Response.json({ transaction_details: details, total_pages: pages })
    }
    return { asked, context: contextOf({ fetch }, {}) }
  }

  it("names the payments, and leaves their facts to query", async () => {
    const { context } = reports([
      transaction({
        transaction_id: "CAPTURE1",
        transaction_event_code: "T0006",
        transaction_amount: eur("24.95"),
        custom_field: SESSION,
      }),
      transaction({
        transaction_id: "CAPTURE2",
        transaction_event_code: "T0006",
        paypal_reference_id: "ORDER2",
        paypal_reference_id_type: "ODR",
        invoice_id: SESSION.slice(7),
      }),
      transaction({
        transaction_id: "REFUND1",
        transaction_event_code: "T1107",
        transaction_amount: eur("-4.95"),
        paypal_reference_id: "CAPTURE1",
        paypal_reference_id_type: "TXN",
      }),
      transaction({ transaction_id: "SENT1", transaction_event_code: "T0000", transaction_amount: eur("-9.00") }),
      transaction({ transaction_id: "PAYOUT1", transaction_event_code: "T0400" }),
    ])
    const page = await paypal.list?.({ since, until: new Date("2025-06-01T13:00:00Z") }, context)
    expect(page).toEqual({
      payments: [
        { reference: { providerPaymentId: "CAPTURE1", sessionId: SESSION }, facts: [] },
        { reference: { providerPaymentId: "ORDER2", sessionId: SESSION }, facts: [] },
      ],
    })
  })

  it("turns every page of every day, beginning three hours early", async () => {
    const { context, asked } = reports([], 2)
    let cursor: string | undefined
    do {
      const page = await paypal.list?.({ since, until, cursor }, context)
      cursor = page?.next
    } while (cursor)
    expect(asked.map((query) => [query.get("start_date"), query.get("end_date"), query.get("page")])).toEqual([
      ["2025-06-01T09:00:00Z", "2025-06-02T09:00:00Z", "1"],
      ["2025-06-01T09:00:00Z", "2025-06-02T09:00:00Z", "2"],
      ["2025-06-02T09:00:00Z", "2025-06-02T12:00:00Z", "1"],
      ["2025-06-02T09:00:00Z", "2025-06-02T12:00:00Z", "2"],
    ])
  })

  it("is not guessed at when the app may not read the report", async () => {
    const { fetch } = web({ ...token })
    await expect(paypal.list?.({ since, until }, contextOf({ fetch }, {}))).rejects.toThrow(ProviderUnavailableError)
  })
})
