import { createHmac } from "node:crypto"
import { offline } from "../../kit/__tests__/offline"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { square } from ".."
import { paidAmount } from "../amount"
import { squareOptions, type SquareOptions } from "../options"

const SESSION = "payses_01JWF1XT0RE000000000000001"
const url = "https://shop.example/webhooks/payments/square"
const contextOf = (options: object = {}): ProviderContext<SquareOptions> => ({
  account: { id: "square" },
  options: squareOptions.parse({ signatureKeys: ["key"], notificationUrls: [url], ...options }),
  now: () => new Date(),
  fetch: offline,
})

const usd = (amount: unknown, currency: unknown = "USD") => ({ amount, currency })
const payment = { id: "pay_1", status: "COMPLETED", amount_money: usd(2495), reference_id: SESSION, location_id: "L1" }
const refund = { id: "pay_1_ref_1", status: "COMPLETED", amount_money: usd(500), payment_id: "pay_1", location_id: "L1" }
const dispute = {
  id: "dp_1",
  state: "EVIDENCE_REQUIRED",
  reason: "DUPLICATE",
  amount_money: usd(2495),
  disputed_payment: { payment_id: "pay_1" },
  due_at: "2025-06-15T00:00:00Z",
  location_id: "L1",
}
const event = (subject: "payment" | "refund" | "dispute", object: unknown, more: object = {}) => ({
  merchant_id: "ML1",
  type: subject === "dispute" ? "dispute.state.updated" : `${subject}.updated`,
  event_id: "evt_1",
  created_at: "2025-06-01T12:00:00.123Z",
  data: { type: subject, id: "another id", object: { [subject]: object } },
  ...more,
})
const request = (body: unknown, headers: Record<string, string> = {}) => ({
  method: "POST",
  url: "/webhooks/payments/square",
  headers,
  rawBody: Buffer.from(JSON.stringify(body)),
  receivedAt: new Date(),
})
const parse = (body: unknown) => square.parse(request(body), contextOf())
const readingOf = (body: unknown, options?: object) => {
  const [parsed] = parse(body)
  if (!parsed) throw new Error("nothing was parsed")
  const stored = { ...parsed, payload: JSON.parse(JSON.stringify(parsed.payload)) as Record<string, unknown> }
  return square.normalize(stored, contextOf(options))
}
const factOf = (body: unknown, options?: object) => readingOf(body, options).facts.at(-1)

describe("the signature", () => {
  const body = event("payment", payment)
  const { rawBody } = request(body)
  const sign = (algorithm: string, at: string, key = "key") =>
    createHmac(algorithm, key).update(at).update(rawBody).digest("base64")
  const verify = (headers: Record<string, string>, options?: object) => square.verify(request(body, headers), contextOf(options))
  const header = "x-square-hmacsha256-signature"

  it("never covers a URL that the request brings along", async () => {
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" }
    const signature = sign("sha256", "https://evil.example/webhooks/payments/square")
    await expect(verify({ ...forged, [header]: signature })).rejects.toThrow(SignatureVerificationError)
    await expect(verify({ ...forged, [header]: sign("sha256", url) })).resolves.toBeUndefined()
  })

  it.each([
    ["is missing", url, `${url}/`],
    ["is too much", `${url}/`, url],
  ])("names the trailing slash when only that %s", async (_what, configured, registered) => {
    const attempt = verify({ [header]: sign("sha256", registered) }, { notificationUrls: [configured] })
    await expect(attempt).rejects.toThrow(SignatureVerificationError)
    await expect(attempt).rejects.toThrow(/trailing slash; write notificationUrls exactly/)
  })

  it("does not mention slashes otherwise", async () => {
    const attempt = verify({ [header]: sign("sha256", url, "another key") })
    await expect(attempt).rejects.toThrow(/check that notificationUrls/)
  })

  it("is not that of the legacy header, be it alone or beside", async () => {
    const legacy = { "x-square-signature": sign("sha1", url) }
    await expect(verify(legacy)).rejects.toThrow(/x-square-hmacsha256-signature header is missing/)
    await expect(verify({ ...legacy, [header]: sign("sha1", url) })).rejects.toThrow(SignatureVerificationError)
    await expect(verify({ "x-square-signature": "wrong", [header]: sign("sha256", url) })).resolves.toBeUndefined()
  })

  it("may belong to any of several URLs, as while the store moves", async () => {
    const both = { notificationUrls: ["https://old.example/hook", url] }
    await expect(verify({ [header]: sign("sha256", "https://old.example/hook") }, both)).resolves.toBeUndefined()
    await expect(verify({ [header]: sign("sha256", url) }, both)).resolves.toBeUndefined()
  })

  it("uses the key as text, not as the base64 it looks like", async () => {
    const key = Buffer.from("0123456789abcdef").toString("base64")
    const decoded = createHmac("sha256", Buffer.from(key, "base64")).update(url).update(rawBody).digest("base64")
    await expect(verify({ [header]: sign("sha256", url, key) }, { signatureKeys: [key] })).resolves.toBeUndefined()
    await expect(verify({ [header]: decoded }, { signatureKeys: [key] })).rejects.toThrow(SignatureVerificationError)
  })
})

describe("the options", () => {
  const problems = (options: object) => {
    const { error } = squareOptions.safeParse({ signatureKeys: ["key"], notificationUrls: [url], ...options })
    return error?.issues.map(({ message }) => message).join("; ")
  }

  it.each([
    ["an access token", `EAAAE${"x".repeat(59)}`],
    ["an application secret", "sq0csp-fixture"],
    ["a sandbox application secret", "sandbox-sq0csb-fixture"],
  ])("refuse %s for a signature key, without repeating it", (_what, key) => {
    expect(problems({ signatureKeys: [key] })).toMatch(/signature key; access tokens/)
    expect(problems({ signatureKeys: [key] })).not.toContain(key)
  })

  it("take a signature key that merely begins like a token", () =>
    expect(problems({ signatureKeys: ["EAAA0123456789012345678901234567890123456"] })).toBeUndefined())

  it.each(["shop.example/hook", "/webhooks/payments/square", "ftp://shop.example", "https://", "https://a b", "", undefined])(
    "refuse the notification URL %p",
    (notificationUrl) => expect(problems({ notificationUrls: [notificationUrl] })).toBeDefined(),
  )

  it("keep the URL as it is written: Square signs its characters, not its meaning", () => {
    const odd = "https://Shop.Example:443/hook/../hook?x=%7e"
    expect(squareOptions.parse({ signatureKeys: ["key"], notificationUrls: [odd] }).notificationUrls).toEqual([odd])
  })
})

describe("a payment", () => {
  it.each([
    ["PENDING", "pending"],
    ["APPROVED", "authorized"],
    ["COMPLETED", "captured"],
    ["CANCELED", "canceled"],
    ["FAILED", "failed"],
  ])("that is %s is %s, whichever event reports it", (status, state) => {
    for (const type of ["payment.created", "payment.updated"])
      expect(factOf(event("payment", { ...payment, status }, { type }))).toMatchObject({ subject: "payment", state })
  })

  it("is named by its own id, not by the envelope's, which differs in Square's samples", () =>
    expect(factOf(event("payment", payment))?.providerPaymentId).toBe("pay_1"))

  it.each([
    [usd(2495), undefined, undefined, 2495n],
    [usd(2495), usd(2795), undefined, 2795n],
    [usd(2495), usd(2495), usd(1000), 1000n],
    [usd(2000), usd(2000), usd(2495), 2000n],
    [usd(2495), usd(2495), usd(2495, "CAD"), undefined],
    [usd(2495, "UNKNOWN_CURRENCY"), undefined, undefined, undefined],
  ])("of %j, total %j, approved %j is good for %s", (amount_money, total_money, approved_money, minor) => {
    const fact = factOf(event("payment", { ...payment, amount_money, total_money, approved_money }))
    expect(fact?.amount).toEqual(minor === undefined ? undefined : { minor, currency: "USD" })
  })

  it("counts yen whole", () =>
    expect(paidAmount({ amount: 2495, currency: "JPY" }, undefined)).toEqual({ minor: 2495n, currency: "JPY" }))

  it.each([
    ["CANCEL", "2025-06-08T12:00:00Z", "2025-06-08T12:00:00Z", "expired"],
    ["CANCEL", "2025-06-08T12:00:00Z", "2025-06-08T05:00:01-07:00", "expired"],
    ["CANCEL", "2025-06-08T12:00:00Z", "2025-06-08T11:59:59.999Z", "canceled"],
    ["COMPLETE", "2025-06-08T12:00:00Z", "2025-06-08T12:00:01Z", "canceled"],
    [undefined, "2025-06-08T12:00:00Z", "2025-06-08T12:00:01Z", "canceled"],
    ["CANCEL", undefined, "2025-06-08T12:00:01Z", "canceled"],
    ["CANCEL", "2025-06-08T12:00:00Z", undefined, "canceled"],
    ["CANCEL", "some day", "2025-06-08T12:00:01Z", "canceled"],
  ])("with delay_action %s at %s, voided at %s, is %s", (delay_action, delayed_until, voided_at, state) => {
    const card_details = { card_payment_timeline: { voided_at } }
    const fact = factOf(event("payment", { ...payment, status: "CANCELED", delay_action, delayed_until, card_details }))
    expect(fact).toMatchObject({ state })
  })

  it.each([
    [{ card_details: { errors: [{ code: "CVV_FAILURE" }] } }, "CVV_FAILURE"],
    [{ card_details: { errors: [{}, { code: "INSUFFICIENT_FUNDS" }] } }, "INSUFFICIENT_FUNDS"],
    [{ bank_account_details: { errors: [{ code: "BANK_DECLINED" }] } }, "BANK_DECLINED"],
    [{ wallet_details: { errors: [{ code: "GENERIC_DECLINE" }] } }, "GENERIC_DECLINE"],
    [{ buy_now_pay_later_details: { errors: [{ code: "GENERIC_DECLINE" }] } }, "GENERIC_DECLINE"],
    [{ card_details: { errors: null }, square_account_details: { errors: [{ code: "X" }] } }, "X"],
    [{ card_details: null }, undefined],
  ])("that failed with %j gives the code %s", (details, code) =>
    expect(factOf(event("payment", { ...payment, status: "FAILED", ...details }))?.reasonCode).toBe(code),
  )

  it("that was captured gives no error's code, though an earlier error may still stand there", () => {
    const card_details = { errors: [{ code: "CVV_FAILURE" }] }
    expect(factOf(event("payment", { ...payment, card_details }))).not.toHaveProperty("reasonCode")
  })

  it.each([
    [{ reference_id: SESSION }, { sessionId: SESSION }],
    [{ reference_id: SESSION.slice(7) }, { sessionId: SESSION }],
    [{ reference_id: "order-7" }, { merchantReference: "order-7" }],
    [
      { reference_id: "order-7", note: SESSION },
      { sessionId: SESSION, merchantReference: "order-7" },
    ],
    [{ reference_id: "", note: SESSION }, { sessionId: SESSION }],
  ])("with %j belongs to %j", (reported, expected) =>
    expect(factOf(event("payment", { ...payment, ...reported }))).toMatchObject(expected),
  )

  it("takes no session out of a longer note, and keeps nothing of the note", () => {
    const body = event("payment", { ...payment, reference_id: undefined, note: `for Ada, ${SESSION}` })
    expect(factOf(body)).not.toHaveProperty("sessionId")
    expect(JSON.stringify(parse(body))).not.toContain("Ada")
  })

  it("is not refused for a long note or an odd detail", () => {
    const odd = { note: "x".repeat(500), card_details: { card: { last_4: 1111 }, card_payment_timeline: [] }, order_id: "a\0" }
    expect(factOf(event("payment", { ...payment, ...odd }))).toMatchObject({ state: "captured" })
  })

  it("reports its refunds as a sum, before its own state, and never as an amount to add up", () => {
    const { facts } = readingOf(event("payment", { ...payment, refunded_money: usd(1500) }))
    expect(facts).toEqual([
      expect.objectContaining({
        subject: "refund",
        state: "pending",
        refundedTotal: { minor: 1500n, currency: "USD" },
        sessionId: SESSION,
      }),
      expect.objectContaining({ subject: "payment", state: "captured", amount: { minor: 2495n, currency: "USD" } }),
    ])
    expect(facts[0]).not.toHaveProperty("amount")
  })

  it("with nothing refunded reports no refund", () =>
    expect(readingOf(event("payment", { ...payment, refunded_money: usd(0) })).facts).toHaveLength(1))
})

describe("a refund", () => {
  it.each([
    ["PENDING", "pending", undefined],
    ["COMPLETED", "succeeded", undefined],
    ["REJECTED", "failed", "REJECTED"],
    ["FAILED", "failed", "FAILED"],
  ])("that is %s is %s", (status, state, reasonCode) => {
    const fact = factOf(event("refund", { ...refund, status, reason: "the seller's own words" }))
    expect(fact).toMatchObject({ subject: "refund", state, providerRefundId: "pay_1_ref_1", providerPaymentId: "pay_1" })
    expect(fact?.reasonCode).toBe(reasonCode)
  })
})

describe("a dispute", () => {
  it.each([
    ["INQUIRY_EVIDENCE_REQUIRED", "warning", true],
    ["INQUIRY_PROCESSING", "warning", false],
    ["EVIDENCE_REQUIRED", "opened", true],
    ["PROCESSING", "under_review", false],
    ["WON", "won", false],
    ["LOST", "lost", false],
    ["ACCEPTED", "lost", false],
  ])("that is %s is %s (may be answered: %s)", (state, expected, answerable) => {
    const fact = factOf(event("dispute", { ...dispute, state }))
    expect(fact).toMatchObject({ subject: "dispute", state: expected, providerDisputeId: "dp_1", providerPaymentId: "pay_1" })
    expect(Object.hasOwn(fact ?? {}, "evidenceDueBy")).toBe(answerable)
  })

  it("whose inquiry is closed is neither won nor lost", () =>
    expect(factOf(event("dispute", { ...dispute, state: "INQUIRY_CLOSED" }))).toMatchObject({
      subject: "dispute",
      state: "closed",
      providerDisputeId: "dp_1",
    }))

  it("is read under the names of older API versions", () => {
    const older = { ...dispute, id: undefined, dispute_id: "dp_0" }
    expect(factOf(event("dispute", older, { type: "dispute.state.changed" }))).toMatchObject({ providerDisputeId: "dp_0" })
  })

  it("keeps the time when it was opened", () =>
    expect(factOf(event("dispute", { ...dispute, state: "WON", created_at: "2025-05-20T10:00:00Z" }))).toMatchObject({
      openedAt: new Date("2025-05-20T10:00:00Z"),
    }))
})

describe("a contradiction to the account", () => {
  const found = (body: unknown, options: object) => factOf(body, options)?.contradictions
  const subjects = [event("payment", payment), event("refund", refund), event("dispute", dispute)]

  it.each(subjects.map((body) => [body.type, body]))(
    "is reported for another merchant's and another location's %s",
    (_type, body) => {
      expect(found(body, { merchantId: "ML1", locationIds: ["L0", "L1"] })).toBeUndefined()
      expect(found(body, { merchantId: "ML2" })).toEqual(["the account is Square's merchant ML2, the event is about ML1"])
      expect(found(body, { locationIds: ["L2"] })).toEqual(["the account takes payments at L2, the event is about L1"])
    },
  )

  it("is reported where a merchant or a location is configured and none is named", () => {
    const body = event("payment", { ...payment, location_id: undefined }, { merchant_id: undefined })
    expect(found(body, { merchantId: "ML1", locationIds: ["L1"] })).toHaveLength(2)
    expect(found(body, {})).toBeUndefined()
  })
})

describe("an event", () => {
  it.each([
    ["no payment", event("payment", undefined)],
    ["another thing in the payment's place", { ...event("refund", refund), type: "payment.updated" }],
    ["a payment without an id", event("payment", { ...payment, id: undefined })],
    ["a payment without a status", event("payment", { ...payment, status: undefined })],
    ["a fraction for an amount", event("payment", { ...payment, amount_money: usd(1.5) })],
    ["a negative amount", event("payment", { ...payment, amount_money: usd(-1) })],
    ["an amount in text", event("payment", { ...payment, amount_money: usd("100") })],
    ["an amount beyond what JSON numbers carry exactly", event("payment", { ...payment, amount_money: usd(2 ** 53) })],
    ["a dispute without any id", event("dispute", { ...dispute, id: undefined })],
    ["no event id", event("payment", payment, { event_id: undefined })],
    ["an event id that cannot be stored", event("payment", payment, { event_id: "a\0" })],
    ["no type", event("payment", payment, { type: undefined })],
  ])("with %s is malformed", (_what, body) => expect(() => parse(body)).toThrow(MalformedPayloadError))

  it("that is not read keeps no personal data", () => {
    const body = { ...event("payment", { given_name: "Ada" }), type: "customer.created" }
    expect(parse(body)[0]?.payload).toEqual({ merchant_id: "ML1" })
  })

  it.each(["", null, 7, "x".repeat(300), "a\0", { nested: true }, []])(
    "is not refused for a field that nobody needs: %j",
    (odd) => {
      const texts = { reference_id: odd, note: odd, location_id: odd, order_id: odd }
      const details = { card_details: odd, wallet_details: odd, delay_action: odd, delayed_until: odd, refunded_money: odd }
      const body = event("payment", { ...payment, ...texts, ...details }, { created_at: odd, merchant_id: odd })
      expect(readingOf(body).facts).toEqual([
        { subject: "payment", state: "captured", providerPaymentId: "pay_1", amount: { minor: 2495n, currency: "USD" } },
      ])
      expect(factOf(event("refund", { ...refund, payment_id: odd, location_id: odd }))).toMatchObject({ state: "succeeded" })
      const inDispute = { ...dispute, reason: odd, amount_money: odd, due_at: odd, disputed_payment: odd, created_at: odd }
      expect(factOf(event("dispute", inDispute))).toMatchObject({ state: "opened", providerDisputeId: "dp_1" })
    },
  )

  it.each(["", 7, { amount: "2495" }, {}])("has no sum where one that may say less cannot be read: %j", (odd) => {
    for (const name of ["total_money", "approved_money"]) {
      const [fact] = readingOf(event("payment", { ...payment, [name]: odd })).facts
      expect(fact).toMatchObject({ state: "captured", providerPaymentId: "pay_1" })
      expect(fact).not.toHaveProperty("amount")
    }
    expect(factOf(event("payment", { ...payment, total_money: null }))).toHaveProperty("amount")
  })

  it.each([
    ["payment", { ...payment, status: "REVERSED" }, { sessionId: SESSION }, 2495n],
    ["refund", { ...refund, status: "REVERSED" }, {}, 500n],
    ["dispute", { ...dispute, state: "ARBITRATION" }, {}, 2495n],
  ] as const)("about a %s with an unknown status is unclear, with its sum", (subject, object, references, minor) =>
    expect(readingOf(event(subject, object))).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringMatching(/REVERSED|ARBITRATION/),
        providerPaymentId: "pay_1",
        ...references,
        amount: { minor, currency: "USD" },
      },
    }),
  )

  it.each([
    ["payment.reversed", event("payment", payment)],
    ["refund.reversed", event("refund", refund)],
    ["dispute.escalated", event("dispute", dispute)],
  ])("of the unknown type %s is unclear: it is about money", (type, body) =>
    expect(readingOf({ ...body, type }).unclear).toMatchObject({
      detail: expect.stringContaining(type),
      providerPaymentId: "pay_1",
    }),
  )

  it.each(["order.updated", "invoice.payment_made", "payout.paid", "gift_card.activity.created", "terminal.checkout.updated"])(
    "%s repeats what others report, and is ignored with the reason",
    (type) =>
      expect(readingOf({ type, event_id: "evt_1", data: { object: { payment } } })).toEqual({
        facts: [],
        ignored: expect.stringContaining("payment.updated"),
      }),
  )

  it("of an older version is read as it was stored", () => {
    const payload = {
      merchant_id: "ML1",
      data: { object: { payment: { ...payment, total_money: null, card_details: { card: { fingerprint: "sha256:0a" } } } } },
    } as never
    expect(square.normalize({ id: "1", type: "payment.updated", payload }, contextOf()).facts).toEqual([
      expect.objectContaining({ state: "captured", sessionId: SESSION, paymentMethodFingerprint: "sha256:0a" }),
    ])
    const older = { data: { object: { dispute: { ...dispute, id: undefined, dispute_id: "dp_0" } } } } as never
    expect(square.normalize({ id: "2", type: "dispute.created", payload: older }, contextOf()).facts).toEqual([
      expect.objectContaining({ state: "opened", providerDisputeId: "dp_0" }),
    ])
  })

  it("is never guessed at, and a person looks, when an older row's payload cannot be read any more", () =>
    expect(square.normalize({ id: "1", type: "payment.updated", payload: { data: {} } }, contextOf())).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("does not carry") },
    }))
})
