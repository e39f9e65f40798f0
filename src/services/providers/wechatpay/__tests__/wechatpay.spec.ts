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
    ["a combined order of others", { combine_out_trade_no: "1", sub_orders: [] }, {}],
  ])("TRANSACTION.SUCCESS is no payment when it is about %s, and a person is asked", (_what, resource, more) => {
    expect(readingOf("TRANSACTION.SUCCESS", resource, more)).toEqual({
      facts: [],
      unclear: expect.objectContaining({ detail: expect.stringContaining("TRANSACTION.SUCCESS") }),
    })
  })

  it.each(["toString", "__proto__", "COUPON.USE", "PAYSCORE.USER_OPEN_SERVICE", "ENTRUST.SIGN", "FAPIAO.ISSUED"])(
    "%s is kept without its content and not read",
    (type) => {
      expect(readingOf(type, paid)).toEqual({ facts: [], ignored: expect.stringContaining(type) })
      expect(parse(bodyOf(type, paid))[0]?.payload).not.toHaveProperty("resource")
    },
  )

  it.each([
    ["TRANSACTION.PAY_BACK", { ...paid, trade_state: "PAY_BACK" }, 24950n],
    ["TRANSACTION.INDUSTRY_SUCCESS", paid, 24950n],
    ["REFUND.PROCESSING", refunded, 24950n],
    ["PAYSCORE.USER_PAID", { out_order_no: SESSION, collection: { paid_amount: 300 }, total_amount: 400 }, 300n],
    ["PROFITSHARING.RETURN", { transaction_id: "4200001", receiver: { amount: 88, name: "PLANTED" } }, 88n],
    ["MCHTRANSFER.BILL.FINISHED", { out_bill_no: "1", transfer_amount: 77, openid: "PLANTED" }, 77n],
    ["MERCHANT_TRANSFER.FINISHED", { out_batch_no: "1", total_amount: 77 }, 77n],
    ["VIOLATION.INTERCEPT", { sub_mchid: "1900000777", company_name: "PLANTED" }, undefined],
    ["COMPLAINT.OF_TOMORROW", { complaint_id: "2002018", payer_phone: "PLANTED" }, undefined],
  ])("%s is about money, and put before a person with the sum", (type, resource, minor) => {
    expect(readingOf(type, resource)).toEqual({
      facts: [],
      unclear: expect.objectContaining({
        detail: expect.stringContaining(type),
        ...(minor !== undefined && { amount: { minor, currency: "CNY" } }),
      }),
    })
    expect(JSON.stringify(parse(bodyOf(type, resource)))).not.toContain("PLANTED")
  })

  it("shows no sum in a currency that it cannot count", () =>
    expect(readingOf("TRANSACTION.PAY_BACK", { ...paid, amount: { total: 100, currency: "HKD" } }).unclear).not.toHaveProperty(
      "amount",
    ))

  it.each([
    ["TRANSACTION.SUCCESS", { ...paid, trade_state: "ACCEPT" }, 'trade_state "ACCEPT"'],
    ["REFUND.SUCCESS", { ...refunded, refund_status: "DONE" }, 'refund_status "DONE"'],
    ["REFUND.SUCCESS", { ...refunded, refund_status: "PROCESSING" }, 'refund_status "PROCESSING"'],
  ])("%s with a state that nobody knows is put before a person", (type, resource, detail) =>
    expect(readingOf(type, resource, { original_type: undefined })).toEqual({
      facts: [],
      unclear: expect.objectContaining({
        detail: expect.stringContaining(detail),
        sessionId: `payses_${SESSION}`,
        providerPaymentId: "4200001",
      }),
    }),
  )
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

describe("a combined order", () => {
  const order = (changes: object = {}) => ({
    mchid: "1900000109",
    trade_state: "SUCCESS",
    transaction_id: "4200002",
    out_trade_no: SESSION,
    attach: "",
    success_time: "2025-06-01T19:59:56+08:00",
    amount: { total_amount: 24950, currency: "CNY", payer_amount: 1, payer_currency: "CNY" },
    ...changes,
  })
  const combined = (...sub_orders: object[]) =>
    bodyOf("TRANSACTION.SUCCESS", {
      combine_appid: "wxd678efh567hg6787",
      combine_mchid: "1900000100",
      combine_out_trade_no: "1",
      combine_payer_info: { openid: "PLANTED" },
      sub_orders,
    })
  const readAll = (body: Buffer, used = context) =>
    parse(body, used).map((event) => ({ id: event.id, ...wechatpay.normalize(event, used) }))
  const other = order({ transaction_id: "4200003", out_trade_no: "SHOP-2", attach: "payses_01JWF1XTVRE000000000000003" })

  it("is one payment for each of its orders, each an event of its own", () => {
    expect(readAll(combined(order(), other))).toEqual([
      {
        id: "EV-1:4200002",
        facts: [
          {
            subject: "payment",
            state: "captured",
            sessionId: `payses_${SESSION}`,
            providerPaymentId: "4200002",
            amount: { minor: 24950n, currency: "CNY" },
            occurredAt: new Date("2025-06-01T11:59:56Z"),
          },
        ],
      },
      {
        id: "EV-1:4200003",
        facts: [
          expect.objectContaining({
            sessionId: "payses_01JWF1XTVRE000000000000003",
            merchantReference: "SHOP-2",
            providerPaymentId: "4200003",
          }),
        ],
      },
    ])
    expect(JSON.stringify(parse(combined(order(), other)))).not.toContain("PLANTED")
  })

  it("leaves other merchants' orders to their accounts, and asks a person when none is this one's", () => {
    const foreign = order({ mchid: "1900000888", transaction_id: "", amount: null })
    expect(readAll(combined({ ...order(), mchid: "1900000888" }, other)).map(({ id }) => id)).toEqual(["EV-1:4200003"])
    expect(readAll(combined({ ...order(), mchid: "1900000888" }))).toEqual([
      { id: "EV-1", facts: [], unclear: { detail: expect.stringContaining("1900000109") } },
    ])
    expect(() => parse(combined(foreign))).toThrow(MalformedPayloadError)
  })

  it("of a service provider has the orders of its sub-merchant", () => {
    const used = contextWith({ subMchid: "1900000777" })
    const readings = readAll(combined(order({ sub_mchid: "1900000777" }), { ...other, sub_mchid: "1900000778" }), used)
    expect(readings).toEqual([expect.objectContaining({ id: "EV-1:4200002" })])
    expect(readings[0]?.facts[0]).not.toHaveProperty("contradictions")
    // An account that expects no sub-merchant holds the money, as with any other payment.
    const [first] = readAll(combined(order({ sub_mchid: "1900000777" })))
    expect(first?.facts[0]?.contradictions).toHaveLength(1)
  })

  it("is compared with the account's apps", () =>
    expect(readAll(combined(order()), contextWith({ appids: ["wxother"] }))[0]?.facts[0]?.contradictions).toHaveLength(1))

  it.each([
    ["transaction_id", { transaction_id: "" }],
    ["amount.total", { amount: { total_amount: "24950" } }],
    ["trade_state", { trade_state: undefined }],
    ["out_trade_no", { out_trade_no: "" }],
    ["sub_orders.*.mchid", { mchid: undefined }],
  ])("needs %s in each order", (name, changes) => expect(() => parse(combined(order(changes)))).toThrow(name))

  it("that an older version stored, and passed over, is read when it is replayed", () => {
    const payload = { id: "EV-1", event_type: "TRANSACTION.SUCCESS", resource: { sub_orders: [order(), other] } }
    expect(wechatpay.normalize({ id: "EV-1", type: "TRANSACTION.SUCCESS", payload }, context).facts).toHaveLength(2)
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

  it("is stored as the envelope and the read part of the decrypted resource, without the ciphertext", () => {
    const given = { ...paid, payer: { openid: "PLANTED" }, attach: "a gift for PLANTED", bank_type: "PLANTED" }
    expect(parse(bodyOf("TRANSACTION.SUCCESS", given))[0]?.payload).toEqual({
      id: "EV-1",
      create_time: "2025-06-01T20:00:00+08:00",
      event_type: "TRANSACTION.SUCCESS",
      original_type: "transaction",
      resource: { ...paid, amount: { total: 24950, currency: "CNY" } },
    })
  })

  it("that an older version stored whole is read as ever", () => {
    const row = (resource: object) => ({
      id: "EV-1",
      type: "TRANSACTION.SUCCESS",
      payload: { id: "EV-1", create_time: "", event_type: "TRANSACTION.SUCCESS", summary: "", resource: resource as never },
    })
    expect(wechatpay.normalize(row({ ...paid, attach: "table 7", payer: { openid: "x" } }), context).facts).toEqual([
      expect.objectContaining({ state: "captured", amount: { minor: 24950n, currency: "CNY" } }),
    ])
    expect(wechatpay.normalize(row({ trade_state: "SUCCESS" }), context)).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("does not carry") },
    })
  })
})

describe("the answer", () => {
  it("is 204 without a body when the event is recorded, or has been before", () => {
    expect(wechatpay.acknowledge?.({ recorded: 1, duplicates: 0 })).toEqual({ status: 204 })
    expect(wechatpay.acknowledge?.({ recorded: 0, duplicates: 1 })).toEqual({ status: 204 })
  })

  it("to a call of API v2 is XML, which it reads", () => {
    const call = { method: "POST", url: "/", headers: {}, rawBody: Buffer.from("<xml></xml>"), receivedAt: at }
    // The contract's `acknowledge` gets the request from the intake.
    const { acknowledge, refuse } = wechatpay as unknown as {
      acknowledge(outcome: object, request: object): object
      refuse(message: string, request: object): object
    }
    expect(acknowledge({ recorded: 1, duplicates: 0 }, call)).toEqual({
      status: 200,
      contentType: "text/xml; charset=utf-8",
      body: "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg></xml>",
    })
    expect(refuse("no ]]> breaks it", call)).toEqual({
      contentType: "text/xml; charset=utf-8",
      body: "<xml><return_code><![CDATA[FAIL]]></return_code><return_msg><![CDATA[no  breaks it]]></return_msg></xml>",
    })
    expect(acknowledge({ recorded: 1, duplicates: 0 }, callWith(captured, first, at))).toEqual({ status: 204 })
  })

  it("to a refused call says FAIL and leaves the status, which counts, alone", () => {
    const reply = wechatpay.refuse?.('no "quote" breaks it')
    expect(reply).toEqual({ contentType: "application/json", body: expect.any(String) })
    expect(JSON.parse(reply?.body ?? "")).toEqual({ code: "FAIL", message: 'no "quote" breaks it' })
  })
})
