import { createSign, generateKeyPairSync, verify } from "node:crypto"
import { ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { wechatpay } from ".."
import type { WechatpayOptions } from "../options"
import { at, contextWith, first, second, third, type SigningKey } from "./call"

const ORDER = "01JWPAYSES0000000000000001"
const SESSION = `payses_${ORDER}`
const PAYMENT = "4200000000202506010000000001"
const API = "https://api.mch.weixin.qq.com"
const PATH = `/v3/pay/transactions/out-trade-no/${ORDER}?mchid=1900000109`

const own = generateKeyPairSync("rsa", { modulusLength: 2048 })
const merchant = { privateKey: own.privateKey, serial: "7E57000000000000000000000000000000000B01" }

const paid = {
  mchid: "1900000109",
  appid: "wxd678efh567hg6787",
  out_trade_no: ORDER,
  transaction_id: PAYMENT,
  trade_state: "SUCCESS",
  success_time: "2025-06-01T19:59:56+08:00",
  payer: { openid: "oPayer" },
  amount: { total: 2495, payer_total: 2000, currency: "CNY", payer_currency: "CNY" },
}

/** An answer with WeChat Pay's signature. */
function answer(
  body: unknown,
  { key = second as SigningKey, time = at, headers = {} }: { key?: SigningKey; time?: Date; headers?: object } = {},
) {
  const text = JSON.stringify(body)
  const [timestamp, nonce] = [String(Math.floor(time.getTime() / 1000)), "answer-nonce"]
  const signature = createSign("RSA-SHA256").update(`${timestamp}\n${nonce}\n${text}\n`).sign(key.privateKey, "base64")
  return new Response(text, {
    headers: {
      "wechatpay-timestamp": timestamp,
      "wechatpay-nonce": nonce,
      "wechatpay-serial": key.serial,
      "wechatpay-signature": signature,
      ...headers,
    },
  })
}

const refusal = (status: number, code: string, headers = {}) => Response.json({ code, message: "…" }, { status, headers })

interface Asked {
  readonly path: string
  readonly headers: Headers
}

/** WeChat Pay's API: answers by path, ORDER_NOT_EXIST for all others, and collects the requests it received. */
function api(answers: Readonly<Record<string, Response>>, base = API) {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const url = String(input)
    const path = url.startsWith(base) ? url.slice(base.length) : url
    asked.push({ path, headers: new Headers(init?.headers) })
    return answers[path]?.clone() ?? refusal(404, path.includes("refund") ? "RESOURCE_NOT_EXISTS" : "ORDER_NOT_EXIST")
  }
  return { fetch, asked }
}

const contextFor = (
  fetch: typeof globalThis.fetch,
  changes: Partial<WechatpayOptions> = {},
): ProviderContext<WechatpayOptions> => ({
  ...contextWith({ merchant, ...changes }),
  fetch,
})

async function query(
  fetch: typeof globalThis.fetch,
  reference: object = { sessionId: SESSION },
  changes: Partial<WechatpayOptions> = {},
) {
  return wechatpay.query?.(reference, contextFor(fetch, changes))
}

const about = { sessionId: SESSION, providerPaymentId: PAYMENT }
const cny = (minor: bigint) => ({ minor, currency: "CNY" })
const captured = {
  subject: "payment",
  state: "captured",
  ...about,
  amount: cny(2495n),
  occurredAt: new Date("2025-06-01T11:59:56Z"),
}

describe("WeChat Pay's report of a payment", () => {
  it("is asked for with the merchant's signature", async () => {
    const { fetch, asked } = api({ [PATH]: answer(paid) })
    expect(await query(fetch)).toEqual([captured])
    const { headers } = asked[0] ?? { headers: new Headers() }
    const [scheme, list = ""] = (headers.get("authorization") ?? "").split(" ")
    const fields = new Map([...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? ""]))
    expect(scheme).toBe("WECHATPAY2-SHA256-RSA2048")
    expect(fields.get("mchid")).toBe("1900000109")
    expect(fields.get("serial_no")).toBe(merchant.serial)
    expect(fields.get("timestamp")).toBe("1748779200")
    const signed = `GET\n${PATH}\n1748779200\n${fields.get("nonce_str")}\n\n`
    expect(verify("RSA-SHA256", Buffer.from(signed), own.publicKey, Buffer.from(fields.get("signature") ?? "", "base64"))).toBe(
      true,
    )
    expect(headers.get("wechatpay-serial")).toBe(second.serial)
  })

  it("is asked for with another nonce each time, at the API that is configured", async () => {
    const apiUrl = "http://localhost:9001/api/wechatpay"
    const { fetch, asked } = api({ [PATH]: answer(paid) }, apiUrl)
    await query(fetch, undefined, { apiUrl })
    await query(fetch, undefined, { apiUrl })
    expect(asked.map(({ path }) => path)).toEqual([PATH, PATH])
    expect(asked[0]?.headers.get("authorization")).not.toBe(asked[1]?.headers.get("authorization"))
  })

  it.each([
    [{ trade_state: "NOTPAY", transaction_id: undefined, success_time: undefined }, { state: "pending" }],
    [{ trade_state: "USERPAYING", transaction_id: undefined, success_time: undefined }, { state: "pending" }],
    [
      { trade_state: "CLOSED", transaction_id: "", success_time: "" },
      { state: "canceled", reasonCode: "CLOSED" },
    ],
    [
      { trade_state: "REVOKED", transaction_id: "", success_time: "" },
      { state: "canceled", reasonCode: "REVOKED" },
    ],
    [
      { trade_state: "PAYERROR", transaction_id: "", success_time: "" },
      { state: "failed", reasonCode: "PAYERROR" },
    ],
  ])("reads %j", async (changes, fact) => {
    const { fetch } = api({ [PATH]: answer({ ...paid, ...changes }) })
    expect(await query(fetch)).toEqual([{ subject: "payment", sessionId: SESSION, amount: cny(2495n), ...fact }])
  })

  it("quarantines a payment that was refunded by an unknown amount", async () => {
    const { fetch } = api({ [PATH]: answer({ ...paid, trade_state: "REFUND" }) })
    expect(await query(fetch)).toEqual([{ ...captured, contradictions: [expect.stringContaining("REFUND")] }])
  })

  it("goes by WeChat Pay's own number where that is known, and by a service provider's addresses", async () => {
    const byNumber = `/v3/pay/transactions/id/${PAYMENT}?mchid=1900000109`
    expect(await query(api({ [byNumber]: answer(paid) }).fetch, { providerPaymentId: PAYMENT, sessionId: SESSION })).toEqual([
      captured,
    ])
    const partner = `/v3/pay/partner/transactions/out-trade-no/${ORDER}?sp_mchid=1900000109&sub_mchid=1900000110`
    const { mchid: sp_mchid, ...rest } = paid
    const { fetch } = api({ [partner]: answer({ ...rest, sp_mchid, sub_mchid: "1900000110" }) })
    expect(await query(fetch, undefined, { subMchid: "1900000110" })).toEqual([captured])
  })

  it("is nothing for a payment that WeChat Pay does not know", async () => expect(await query(api({}).fetch)).toBeUndefined())

  const refund = (changes: object = {}) => ({
    refund_id: "50300000000001",
    out_refund_no: "refund-1",
    transaction_id: PAYMENT,
    out_trade_no: ORDER,
    status: "SUCCESS",
    success_time: "2025-06-01T20:30:00+08:00",
    user_received_account: "支付用户零钱",
    amount: { total: 2495, refund: 495, currency: "CNY" },
    ...changes,
  })
  const refundPath = (number: string) => `/v3/refund/domestic/refunds/${number}`

  it("has the refunds that can be named", async () => {
    const { fetch } = api({
      [PATH]: answer(paid),
      [refundPath("refund-1")]: answer(refund()),
      [refundPath("refund-2")]: answer(
        refund({ out_refund_no: "refund-2", refund_id: "2", status: "ABNORMAL", success_time: undefined }),
      ),
      [refundPath("refund-3")]: answer(refund({ out_refund_no: "refund-3", refund_id: "3", status: "PROCESSING" })),
      [refundPath("refund-4")]: answer(refund({ out_refund_no: "refund-4", refund_id: "4", out_trade_no: "another" })),
    })
    const refundReferences = ["refund-1", "refund-2", "refund-3", "refund-4", "refund-5", "../x"]
    const facts = await query(fetch, { sessionId: SESSION, refundReferences })
    expect(facts?.slice(1)).toEqual([
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        providerRefundId: "50300000000001",
        merchantRefundReference: "refund-1",
        amount: cny(495n),
        occurredAt: new Date("2025-06-01T12:30:00Z"),
      },
      {
        subject: "refund",
        state: "failed",
        ...about,
        providerRefundId: "2",
        merchantRefundReference: "refund-2",
        amount: cny(495n),
        reasonCode: "ABNORMAL",
      },
    ])
  })

  it("names the sub-merchant when it asks for a refund of one", async () => {
    const { mchid: sp_mchid, ...rest } = paid
    const { fetch } = api({
      [`/v3/pay/partner/transactions/out-trade-no/${ORDER}?sp_mchid=1900000109&sub_mchid=1900000110`]: answer({
        ...rest,
        sp_mchid,
        sub_mchid: "1900000110",
      }),
      [`${refundPath("refund-1")}?sub_mchid=1900000110`]: answer(refund()),
    })
    const facts = await query(fetch, { sessionId: SESSION, refundReferences: ["refund-1"] }, { subMchid: "1900000110" })
    expect(facts?.[1]).toMatchObject({ state: "succeeded", amount: cny(495n) })
    expect(facts?.[1]).not.toHaveProperty("contradictions")
  })

  it.each([
    ["a stranger signed", answer(paid, { key: third })],
    ["another key signed", answer(paid, { key: { ...second, privateKey: first.privateKey } })],
    ["the signature is old", answer(paid, { time: new Date(at.getTime() - 301_000) })],
    ["nobody signed", Response.json(paid)],
    ["it is a probe", answer(paid, { headers: { "wechatpay-signature": "WECHATPAY/SIGNTEST/xyz" } })],
    ["another payment is answered", answer({ ...paid, out_trade_no: "another" })],
    ["the state is not known", answer({ ...paid, trade_state: "PRAYED" })],
    ["the payment is not told", answer({ mchid: "1900000109" })],
    ["the merchant's signature is wrong", refusal(401, "SIGN_ERROR")],
    ["nothing is known there", refusal(404, "NO_SUCH_PATH")],
    ["the answer is a page", new Response("<html>", { status: 404 })],
    ["it is down", refusal(500, "SYSTEM_ERROR")],
    ["the merchant's numbers are wrong", refusal(400, "PARAM_ERROR")],
  ])("is not guessed at when %s", async (_what, reply) => {
    const error = await query(api({ [PATH]: reply }).fetch).catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ProviderUnavailableError)
    expect(String(error)).not.toContain("oPayer")
  })

  it.each([refusal(400, "PARAM_ERROR"), refusal(404, "ORDER_NOT_EXIST"), refusal(404, "ORDERNOTEXIST")])(
    "continues with the session where a number is none of WeChat Pay's (%#)",
    async (reply) => {
      const other = "/v3/pay/transactions/id/pay_01JX?mchid=1900000109"
      const reference = { providerPaymentId: "pay_01JX", sessionId: SESSION }
      const { fetch, asked } = api({ [other]: reply, [PATH]: answer(paid) })
      expect(await query(fetch, reference)).toEqual([captured])
      expect(asked.map(({ path }) => path)).toEqual([other, PATH])
      expect(await query(api({ [other]: reply }).fetch, reference)).toBeUndefined()
      expect(await query(api({ [other]: reply }).fetch, { providerPaymentId: "pay_01JX" })).toBeUndefined()
    },
  )

  it("leaves out a refund whose number WeChat Pay takes for none, and reads the others", async () => {
    const replies = { [refundPath("a|b")]: refusal(400, "PARAM_ERROR"), [refundPath("refund-1")]: answer(refund()) }
    const facts = await query(api({ [PATH]: answer(paid), ...replies }).fetch, {
      sessionId: SESSION,
      refundReferences: ["a|b", "refund-1"],
    })
    expect(facts?.slice(1)).toEqual([expect.objectContaining({ merchantRefundReference: "refund-1" })])
  })

  it("passes on how long WeChat Pay asks to wait", async () => {
    const busy = refusal(429, "FREQUENCY_LIMITED", { "retry-after": "3" })
    await expect(query(api({ [PATH]: busy }).fetch)).rejects.toMatchObject({ retryAfterSeconds: 3 })
  })
})

describe("the options", () => {
  const pem = own.privateKey.export({ type: "pkcs8", format: "pem" }).toString()
  const rsa = own.privateKey.export({ type: "pkcs1", format: "pem" }).toString()
  const publicPem = second.publicKey.export({ type: "spki", format: "pem" }).toString()
  const parse = (more: object) =>
    wechatpay.options.safeParse({
      mchid: "1900000109",
      apiV3Keys: ["unit-test-wechatpay-apiv3-key-32"],
      publicKeys: [{ id: second.serial, pem: publicPem }],
      ...more,
    })

  it.each([pem, rsa])("take the merchant's key with its serial (%#)", (privateKey) => {
    const { data } = parse({ privateKey, merchantSerial: merchant.serial })
    expect(data?.merchant?.serial).toBe(merchant.serial)
    expect(data && wechatpay.canQuery?.(data)).toBe(true)
    expect(data && wechatpay.canQuery?.(data, { sessionId: SESSION })).toBe(true)
    expect(data && wechatpay.canQuery?.(data, {})).toBe(false)
    expect(data && wechatpay.canQuery?.(data, { providerPaymentId: "../x" })).toBe(false)
  })

  it("do without, and then nothing can be asked", () => {
    const { data } = parse({})
    expect(data && wechatpay.canQuery?.(data)).toBe(false)
  })

  it.each([
    [{ privateKey: pem }, "together"],
    [{ merchantSerial: merchant.serial }, "together"],
    [{ privateKey: publicPem, merchantSerial: merchant.serial }, "PRIVATE KEY"],
    [
      { privateKey: "-----BEGIN PRIVATE KEY-----\nsecret\n-----END PRIVATE KEY-----", merchantSerial: merchant.serial },
      "cannot be read",
    ],
    [{ privateKey: pem, merchantSerial: "PUB_KEY_ID_1" }, "in hex"],
    [{ apiUrl: "http://api.mch.weixin.qq.com" }, "https"],
  ])("refuse %j, and do not repeat it", (more, message) => {
    const text = parse(more).error?.message ?? ""
    expect(text).toContain(message)
    expect(text).not.toContain("secret")
  })
})
