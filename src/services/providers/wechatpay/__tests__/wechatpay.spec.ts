import { wechatpay } from ".."
import { MalformedPayloadError } from "../../../domain/errors"
import type { WechatpayOptions } from "../options"
import { API_V3_KEY, at, callWith, contextWith, first, seal } from "./call"

const SESSION = "01JWF1XTVRE000000000000001"
const OTHER_API_V3_KEY = "another-wechatpay-apiv3-key-of32"
const context = contextWith()

const paid = {
  mchid: "1900000109",
  appid: "wxd678efh567hg6787",
  out_trade_no: SESSION,
  transaction_id: "4200001",
  trade_state: "SUCCESS",
  amount: { total: 24950, payer_total: 19950, currency: "CNY" },
}
const refunded = {
  mchid: "1900000109",
  out_trade_no: SESSION,
  transaction_id: "4200001",
  out_refund_no: "return-1",
  refund_id: "5000001",
  refund_status: "SUCCESS",
  amount: { total: 24950, refund: 4950, payer_total: 19950, payer_refund: 3950 },
}

/** A body that carries `resource`, encrypted. */
const bodyOf = (event_type: string, resource: unknown, more: { original_type?: string | undefined } = {}) => {
  const { original_type } = { original_type: "transaction", ...more }
  const envelope = { id: "EV-1", create_time: "2025-06-01T20:00:00+08:00", event_type }
  return seal(JSON.stringify(resource), envelope, { ...(original_type && { original_type }) })
}

const parse = (body: Buffer, used = context) => wechatpay.parse(callWith(body, first, at), used)

/** Reads an event as it is read after it has been in the database. */
function readingOf(event_type: string, resource: unknown, more: Parameters<typeof bodyOf>[2] = {}, used = context) {
  const [event] = parse(bodyOf(event_type, resource, more), used)
  if (!event) throw new Error("no event")
  return wechatpay.normalize({ ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }, used)
}
const factOf = (...args: Parameters<typeof readingOf>) => readingOf(...args).facts[0]

const captured = bodyOf("TRANSACTION.SUCCESS", paid)

describe("an event's type", () => {
  it.each([
    ["SUCCESS", "captured", undefined],
    ["REFUND", "captured", undefined],
    ["NOTPAY", "pending", undefined],
    ["USERPAYING", "pending", undefined],
    ["CLOSED", "canceled", "CLOSED"],
    ["REVOKED", "canceled", "REVOKED"],
    ["PAYERROR", "failed", "PAYERROR"],
    ["FAIL", "failed", "FAIL"],
  ])("says less than its trade_state: TRANSACTION.SUCCESS with %s is %s", (trade_state, state, reasonCode) => {
    const fact = factOf("TRANSACTION.SUCCESS", { ...paid, trade_state })
    expect(fact).toMatchObject({ subject: "payment", state, providerPaymentId: "4200001", sessionId: `payses_${SESSION}` })
    expect(fact?.reasonCode).toBe(reasonCode)
  })

  it.each([
    ["REFUND.SUCCESS", "SUCCESS", "succeeded", undefined],
    ["REFUND.ABNORMAL", "ABNORMAL", "failed", "ABNORMAL"],
    ["REFUND.CLOSED", "CLOSED", "failed", "CLOSED"],
    ["REFUND.SUCCESS", "ABNORMAL", "failed", "ABNORMAL"],
  ])("%s with refund_status %s is refund.%s", (type, refund_status, state, reasonCode) => {
    const fact = factOf(type, { ...refunded, refund_status }, { original_type: "refund" })
    expect(fact).toMatchObject({ subject: "refund", state, providerPaymentId: "4200001", providerRefundId: "5000001" })
    expect(fact?.reasonCode).toBe(reasonCode)
  })

  it.each([
    ["a shared profit", paid, { original_type: "profitsharing" }],
    ["a shared profit that names no type", { mchid: "1", out_order_no: "share-1" }, { original_type: undefined }],
    ["a combined order", { combine_out_trade_no: "1", sub_orders: [] }, {}],
  ])("TRANSACTION.SUCCESS is no payment when it is about %s", (_what, resource, more) => {
    expect(readingOf("TRANSACTION.SUCCESS", resource, more)).toEqual({
      facts: [],
      ignored: expect.stringContaining("TRANSACTION.SUCCESS"),
    })
  })

  it.each(["TRANSACTION.PAY_BACK", "REFUND.PROCESSING", "COMPLAINT.STATE_CHANGE", "toString", "__proto__"])(
    "%s is kept and not read",
    (type) => expect(readingOf(type, paid)).toEqual({ facts: [], ignored: expect.stringContaining(type) }),
  )

  it("names a complaint, which has no payment to name", () => {
    const fact = factOf("COMPLAINT.CREATE", { complaint_id: "2002018", action_type: "CREATE_COMPLAINT" })
    expect(fact).toEqual({ subject: "dispute", state: "opened", providerDisputeId: "2002018", occurredAt: at })
  })
})

describe("a payment", () => {
  it("that turned into a refund is quarantined, whatever was refunded", () => {
    expect(factOf("TRANSACTION.SUCCESS", { ...paid, trade_state: "REFUND" })?.contradictions).toEqual([
      expect.stringContaining("look it up before fulfilling"),
    ])
    expect(factOf("TRANSACTION.SUCCESS", paid)?.contradictions).toBeUndefined()
  })

  it("is worth its order's total: coupons reduce the payer's amount, and not the merchant's", () => {
    expect(factOf("TRANSACTION.SUCCESS", paid)?.amount).toEqual({ minor: 24950n, currency: "CNY" })
    expect(factOf("REFUND.SUCCESS", refunded)?.amount).toEqual({ minor: 4950n, currency: "CNY" })
  })

  it.each(["HKD", "JPY", "cny"])("in %s has no amount, so that it is quarantined", (currency) => {
    const fact = factOf("TRANSACTION.SUCCESS", { ...paid, amount: { total: 100, currency } })
    expect(fact).toMatchObject({ state: "captured" })
    expect(fact).not.toHaveProperty("amount")
  })

  it.each([
    ["no transaction_id", { ...paid, transaction_id: undefined }],
    ["an empty transaction_id", { ...paid, transaction_id: "" }],
    ["no amount", { ...paid, amount: undefined }],
    ["a negative amount", { ...paid, amount: { total: -1 } }],
    ["a fraction of a fen", { ...paid, amount: { total: 0.5 } }],
    ["an amount beyond exact numbers", { ...paid, amount: { total: 2 ** 53 } }],
    ["an amount as text", { ...paid, amount: { total: "24950" } }],
    ["no trade_state", { ...paid, trade_state: undefined }],
    ["no merchant", { ...paid, mchid: undefined }],
    ["no order", { ...paid, out_trade_no: undefined }],
  ])("with %s is refused as malformed", (_what, resource) => {
    expect(() => parse(bodyOf("TRANSACTION.SUCCESS", resource))).toThrow(MalformedPayloadError)
  })

  it.each([
    [
      "attach",
      { attach: `payses_${SESSION}`, out_trade_no: "SHOP-1" },
      { sessionId: `payses_${SESSION}`, merchantReference: "SHOP-1" },
    ],
    ["attach and out_trade_no", { attach: SESSION }, { sessionId: `payses_${SESSION}` }],
    ["out_trade_no", { attach: "table 7" }, { sessionId: `payses_${SESSION}` }],
    [
      "attach, where out_trade_no looks like another",
      { attach: `payses_${SESSION}`, out_trade_no: "01JWF1XTVRE000000000000002" },
      { sessionId: `payses_${SESSION}`, merchantReference: "01JWF1XTVRE000000000000002" },
    ],
    ["neither", { out_trade_no: "SHOP-1", attach: "" }, { merchantReference: "SHOP-1" }],
  ])("has its session from %s", (_where, changes, references) => {
    const { sessionId, merchantReference } = factOf("TRANSACTION.SUCCESS", { ...paid, ...changes }) ?? {}
    expect({ ...(sessionId && { sessionId }), ...(merchantReference && { merchantReference }) }).toEqual(references)
  })

  it.each([
    ["2025-06-01T19:59:56+08:00", "2025-06-01T11:59:56.000Z"],
    ["2025-06-01T19:59:56.120+08:00", "2025-06-01T11:59:56.120Z"],
    ["2025-06-01 19:59:56", at.toISOString()],
    ["2025-06-01T19:59:56", at.toISOString()],
    ["20250601195956", at.toISOString()],
    ["0000-01-01T00:00:00Z", at.toISOString()],
    ["2025-13-01T00:00:00Z", at.toISOString()],
    ["", at.toISOString()],
  ])("with success_time %j happened at %s", (success_time, expected) => {
    expect(factOf("TRANSACTION.SUCCESS", { ...paid, success_time })?.occurredAt?.toISOString()).toBe(expected)
  })
})

describe("the merchant of a payment", () => {
  const partner = {
    ...paid,
    mchid: undefined,
    appid: undefined,
    sp_mchid: "1900000109",
    sp_appid: "wxsp",
    sub_mchid: "1900000777",
  }

  it.each<[string, object, Partial<WechatpayOptions>, number]>([
    ["another merchant", { ...paid, mchid: "1900000999" }, {}, 1],
    ["another appid", paid, { appids: ["wxother"] }, 1],
    ["one of several appids", paid, { appids: ["wxother", paid.appid] }, 0],
    ["a sub-merchant that is not expected", partner, {}, 1],
    ["the expected sub-merchant", partner, { subMchid: "1900000777" }, 0],
    ["another sub-merchant", partner, { subMchid: "1900000778" }, 1],
    ["another service provider", { ...partner, sp_mchid: "1900000999" }, { subMchid: "1900000777" }, 1],
    ["nobody's but the merchant's own, with a sub-merchant expected", paid, { subMchid: "1900000777" }, 1],
    ["everything another's", { ...partner, sp_mchid: "1900000999" }, { appids: ["wxother"] }, 3],
  ])("is compared with the account's options: %s", (_what, resource, options, count) => {
    const fact = factOf("TRANSACTION.SUCCESS", resource, {}, contextWith(options))
    expect(fact?.contradictions?.length ?? 0).toBe(count)
  })

  it("is compared for refunds, too, which name no appid", () => {
    const used = contextWith({ appids: ["wxother"] })
    expect(factOf("REFUND.SUCCESS", refunded, {}, used)?.contradictions).toBeUndefined()
    expect(factOf("REFUND.SUCCESS", { ...refunded, mchid: "1900000999" }, {}, used)?.contradictions).toHaveLength(1)
  })
})

describe("a signed body", () => {
  const encrypted = JSON.parse(captured.toString()) as { resource: Record<string, unknown> }
  const withResource = (changes: object) =>
    Buffer.from(JSON.stringify({ ...encrypted, resource: { ...encrypted.resource, ...changes } }))

  it.each([
    ["another algorithm", { algorithm: "AEAD_AES_128_GCM" }],
    ["no algorithm", { algorithm: undefined }],
    ["SM4", { algorithm: "AEAD_SM4_128_GCM" }],
    ["a nonce of another length", { nonce: "0123456789abcdef" }],
    ["an empty nonce", { nonce: "" }],
    ["other associated data", { associated_data: "refund" }],
    ["no ciphertext", { ciphertext: undefined }],
  ])("with %s is refused as malformed", async (_what, changes) => {
    const body = withResource(changes)
    await wechatpay.verify(callWith(body, first, at), context)
    expect(() => parse(body)).toThrow(MalformedPayloadError)
  })

  it.each(["null", "[]", '"text"', "7", "", "{", "[".repeat(5000), Buffer.from([0x7b, 0xff, 0x7d])])(
    "that has %j, encrypted, is refused as malformed",
    (plaintext) => {
      const body = seal(plaintext, { id: "EV-1", create_time: "", event_type: "COUPON.USE" })
      expect(() => parse(body)).toThrow(/the decrypted resource is not a JSON object/)
    },
  )

  it("is read with the old and with the new APIv3 key while both are listed", () => {
    const changed = contextWith({ apiV3Keys: [OTHER_API_V3_KEY, API_V3_KEY].map((key) => Buffer.from(key)) })
    expect(parse(captured, changed)).toHaveLength(1)
    expect(() => parse(captured, contextWith({ apiV3Keys: [Buffer.from(OTHER_API_V3_KEY)] }))).toThrow(/apiV3Keys/)
  })

  it("is stored as the envelope and the decrypted resource, without the ciphertext", () => {
    expect(parse(captured)[0]?.payload).toEqual({
      id: "EV-1",
      create_time: "2025-06-01T20:00:00+08:00",
      event_type: "TRANSACTION.SUCCESS",
      original_type: "transaction",
      resource: paid,
    })
  })
})

describe("the answer", () => {
  it("is 204 without a body when the event is recorded, or has been before", () => {
    expect(wechatpay.acknowledge?.({ recorded: 1, duplicates: 0 })).toEqual({ status: 204 })
    expect(wechatpay.acknowledge?.({ recorded: 0, duplicates: 1 })).toEqual({ status: 204 })
  })

  it("to a refused call says FAIL and leaves the status, which counts, alone", () => {
    const reply = wechatpay.refuse?.('no "quote" breaks it')
    expect(reply).toEqual({ contentType: "application/json", body: expect.any(String) })
    expect(JSON.parse(reply?.body ?? "")).toEqual({ code: "FAIL", message: 'no "quote" breaks it' })
  })
})
