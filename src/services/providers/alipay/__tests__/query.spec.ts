import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto"
import { ProviderUnavailableError } from "../../../domain/errors"
import type { ProviderContext } from "../../provider"
import { alipay } from ".."
import type { AlipayOptions } from "../options"
import { alipayTestKey as testKey } from "../../../../testing/keys/alipay"

const SESSION = "payses_01JWPAYSES0000000000000001"
const TRADE = "2025060122001400000000000001"
const app = generateKeyPairSync("rsa", { modulusLength: 2048 })
const appKey = app.privateKey.export({ type: "pkcs8", format: "pem" }).toString()

const optionsWith = (more: object = {}): AlipayOptions =>
  alipay.options.parse({
    appId: "2021000000000001",
    sellerIds: ["2088000000000002"],
    alipayCertificates: [testKey.certificate],
    privateKey: appKey,
    ...more,
  })

/** An answer in Alipay's form, with its signature. */
function answer(
  method: string,
  member: unknown,
  { key = testKey.privateKey as string, name = `${method.replaceAll(".", "_")}_response` } = {},
) {
  const text = JSON.stringify(member)
  const signature = sign("RSA-SHA256", Buffer.from(text), key).toString("base64")
  return `{"${name}":${text},"sign":"${signature}"}`
}

interface Asked {
  readonly url: string
  readonly parameters: URLSearchParams
  readonly content: Record<string, string>
}

type Reply = (asked: Asked) => string | Response

/** Alipay's gateway, which collects the requests it received. */
function gateway(reply: Reply) {
  const asked: Asked[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const parameters = new URLSearchParams(String(init?.body))
    const call = { url: String(input), parameters, content: JSON.parse(parameters.get("biz_content") ?? "{}") }
    asked.push(call)
    const answered = reply(call)
    return answered instanceof Response ? answered : new Response(answered)
  }
  return { fetch, asked }
}

const contextFor = (fetch: typeof globalThis.fetch, options = optionsWith()): ProviderContext<AlipayOptions> => ({
  account: { id: "alipay" },
  options,
  now: () => new Date("2025-06-02T20:00:00Z"),
  fetch,
})

const query = (fetch: typeof globalThis.fetch, reference: object = { sessionId: SESSION }, options = optionsWith()) =>
  alipay.query?.(reference, contextFor(fetch, options))

const paid = {
  code: "10000",
  msg: "Success",
  trade_no: TRADE,
  out_trade_no: SESSION,
  buyer_logon_id: "138****0000",
  trade_status: "TRADE_SUCCESS",
  total_amount: "24.95",
  send_pay_date: "2025-06-01 20:00:00",
}
const trade =
  (changes: object = {}): Reply =>
  ({ parameters }) =>
    answer(parameters.get("method") ?? "", { ...paid, ...changes })
const unknown: Reply = ({ parameters }) =>
  answer(parameters.get("method") ?? "", {
    code: "40004",
    msg: "Business Failed",
    sub_code: "ACQ.TRADE_NOT_EXIST",
    sub_msg: "交易不存在",
  })

const about = { sessionId: SESSION, providerPaymentId: TRADE }
const cny = (minor: bigint) => ({ minor, currency: "CNY" })
const paidAt = new Date("2025-06-01T12:00:00Z")
const captured = { subject: "payment", state: "captured", ...about, amount: cny(2495n), occurredAt: paidAt }

describe("Alipay's report of a trade", () => {
  it("is asked for with the app's signature over every parameter, sorted", async () => {
    const { fetch, asked } = gateway(trade())
    expect(await query(fetch)).toEqual([captured])
    const [{ url, parameters, content } = { url: "", parameters: new URLSearchParams(), content: {} }] = asked
    expect(url).toBe("https://openapi.alipay.com/gateway.do")
    expect(content).toEqual({ out_trade_no: SESSION })
    expect(parameters.get("timestamp")).toBe("2025-06-03 04:00:00")
    const text = [...parameters]
      .filter(([name]) => name !== "sign")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("&")
    expect(verify("RSA-SHA256", Buffer.from(text), app.publicKey, Buffer.from(parameters.get("sign") ?? "", "base64"))).toBe(true)
    expect(parameters.has("app_cert_sn")).toBe(false)
  })

  it("names the certificates in certificate mode, and goes where the options say", async () => {
    const sn = { appCertSn: "0".repeat(32), alipayRootCertSn: `${"1".repeat(32)}_${"2".repeat(32)}` }
    const { fetch, asked } = gateway(trade())
    await query(fetch, undefined, optionsWith({ ...sn, gatewayUrl: "http://localhost:9001/api/alipay/gateway.do" }))
    expect(asked[0]?.url).toBe("http://localhost:9001/api/alipay/gateway.do")
    expect(asked[0]?.parameters.get("app_cert_sn")).toBe(sn.appCertSn)
    expect(asked[0]?.parameters.get("alipay_root_cert_sn")).toBe(sn.alipayRootCertSn)
  })

  it.each([
    [{ trade_status: "WAIT_BUYER_PAY", send_pay_date: undefined }, [{ state: "pending", amount: cny(2495n) }]],
    [{ trade_status: "TRADE_SUCCESS" }, [{ state: "captured", amount: cny(2495n), occurredAt: paidAt }]],
    [{ trade_status: "TRADE_FINISHED" }, [{ state: "captured", amount: cny(2495n), occurredAt: paidAt }]],
    [{ trade_status: "TRADE_CLOSED", send_pay_date: undefined }, [{ state: "expired", amount: cny(2495n) }]],
    [
      { trade_status: "TRADE_CLOSED" },
      [
        { state: "captured", amount: cny(2495n), occurredAt: paidAt },
        { subject: "refund", state: "succeeded", refundedTotal: cny(2495n) },
      ],
    ],
  ])("reads %j", async (changes, facts) => {
    expect(await query(gateway(trade(changes)).fetch)).toEqual(facts.map((fact) => ({ subject: "payment", ...about, ...fact })))
  })

  it("has no number of Alipay's before the buyer opened it", async () => {
    const [fact] =
      (await query(gateway(trade({ trade_status: "WAIT_BUYER_PAY", send_pay_date: undefined, trade_no: undefined })).fetch)) ?? []
    expect(fact).toMatchObject({ state: "pending", sessionId: SESSION })
    expect(fact).not.toHaveProperty("providerPaymentId")
  })

  it("is looked for under the short form of the session as well, and by Alipay's number alone where that is known", async () => {
    const short = SESSION.slice(7)
    const { fetch, asked } = gateway((call) =>
      call.content.out_trade_no === short ? trade({ out_trade_no: short })(call) : unknown(call),
    )
    expect(await query(fetch)).toEqual([captured])
    expect(asked.map(({ content }) => content)).toEqual([{ out_trade_no: SESSION }, { out_trade_no: short }])
    const byNumber = gateway(trade())
    await query(byNumber.fetch, { sessionId: SESSION, providerPaymentId: TRADE })
    expect(byNumber.asked.map(({ content }) => content)).toEqual([{ trade_no: TRADE }])
  })

  it("is looked for by the session where the number that is known is not Alipay's", async () => {
    const { fetch } = gateway((call) => (call.content.trade_no ? unknown(call) : trade()(call)))
    expect(await query(fetch, { sessionId: SESSION, providerPaymentId: "order_1" })).toEqual([captured])
  })

  it("is nothing for a trade that Alipay does not know", async () => expect(await query(gateway(unknown).fetch)).toBeUndefined())

  it("has the refunds that can be named, and only those that succeeded", async () => {
    const refunds: Record<string, object> = {
      "refund-1": {
        out_request_no: "refund-1",
        refund_amount: "4.95",
        refund_status: "REFUND_SUCCESS",
        gmt_refund_pay: "2025-06-02 08:00:00",
      },
      "refund-2": { out_request_no: "refund-2", refund_amount: "1.00" },
      "refund-3": {},
    }
    const { fetch, asked } = gateway((call) =>
      call.content.out_request_no
        ? answer(call.parameters.get("method") ?? "", { code: "10000", msg: "Success", ...refunds[call.content.out_request_no] })
        : trade()(call),
    )
    const facts = await query(fetch, { providerPaymentId: TRADE, refundReferences: Object.keys(refunds) })
    expect(facts?.slice(1)).toEqual([
      {
        subject: "refund",
        state: "succeeded",
        ...about,
        merchantRefundReference: "refund-1",
        amount: cny(495n),
        refundedTotal: cny(495n),
        occurredAt: new Date("2025-06-02T00:00:00Z"),
      },
    ])
    expect(asked.map(({ parameters }) => parameters.get("method"))).toEqual([
      "alipay.trade.query",
      ...Array(3).fill("alipay.trade.fastpay.refund.query"),
    ])
  })

  const method = "alipay.trade.query"
  const genuine = answer(method, paid)
  it.each<[string, string | Response]>([
    ["another key signed", answer(method, paid, { key: appKey })],
    ["a byte was changed", genuine.replace("24.95", "24.96")],
    ["another method answers", answer(method, paid, { name: "alipay_trade_pay_response" })],
    ["the signature is left out", genuine.replace(/,"sign".*/, "}")],
    ["another trade is answered", answer(method, { ...paid, out_trade_no: "other" })],
    ["the status is not known", answer(method, { ...paid, trade_status: "TRADE_PRAYED" })],
    ["the trade is not told", answer(method, { code: "10000", msg: "Success" })],
    ["it is busy", answer(method, { code: "40005", msg: "call limited", sub_code: "isv.app-call-limited" })],
    ["the app is unknown", '{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id"}}'],
    ["the answer is cut off", genuine.slice(0, 60)],
    ["the answer is a page", "<html>"],
    ["the gateway is down", new Response("", { status: 502 })],
    ["there is no gateway", new Response("", { status: 404 })],
  ])("is not guessed at when %s", async (_what, reply) => {
    const error = await query(gateway(() => reply).fetch)?.catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ProviderUnavailableError)
    expect(String(error)).not.toContain("138****0000")
  })

  it("names the error of Alipay", async () => {
    const reply = '{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-app-id"}}'
    await expect(query(gateway(() => reply).fetch)).rejects.toThrow("isv.invalid-app-id")
  })

  it("reads the signed text and nothing beside it", async () => {
    const forged = genuine.replace(/}$/, ',"alipay_trade_query_response":{"code":"10000","total_amount":"0.01"}}')
    expect(await query(gateway(() => forged).fetch)).toEqual([captured])
    const tricky = answer(method, { ...paid, subject: 'a } of "quotes" \\ and { braces, 订单' })
    expect(await query(gateway(() => tricky).fetch)).toEqual([captured])
  })

  it("passes on how long Alipay's gateway asks to wait", async () => {
    const busy = new Response("", { status: 429, headers: { "retry-after": "30" } })
    await expect(query(gateway(() => busy).fetch)).rejects.toMatchObject({ retryAfterSeconds: 30 })
  })
})

describe("the options", () => {
  const refused = (more: object): string => {
    const parsed = alipay.options.safeParse({ appId: "1", alipayCertificates: [testKey.certificate], ...more })
    return parsed.success ? "" : parsed.error.message
  }

  it("take the app's key as Alipay's tool writes it, and as PEM", () => {
    const expected = createPublicKey(createPrivateKey(appKey)).export({ type: "spki", format: "pem" })
    const forms = [
      appKey,
      appKey.replaceAll("\n", "\\n"),
      app.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64"),
      app.privateKey.export({ type: "pkcs1", format: "der" }).toString("base64"),
    ]
    for (const privateKey of forms) {
      const { privateKey: key } = optionsWith({ privateKey })
      expect(
        key && createPublicKey(key.export({ type: "pkcs8", format: "pem" }).toString()).export({ type: "spki", format: "pem" }),
      ).toEqual(expected)
    }
  })

  it.each([
    [{ privateKey: "secret" }, "privateKey"],
    [{ privateKey: app.publicKey.export({ type: "spki", format: "pem" }) }, "privateKey"],
    [{ appCertSn: "0".repeat(32) }, "alipayRootCertSn"],
    [{ appCertSn: "x", alipayRootCertSn: "y" }, "SN"],
    [{ gatewayUrl: "http://openapi.alipay.com/gateway.do" }, "https"],
  ])("refuse %j, and do not repeat it", (more, message) => {
    expect(refused(more)).toContain(message)
    expect(refused(more)).not.toContain("secret")
  })

  it("say whether Alipay can be asked", () => {
    expect(alipay.canQuery?.(optionsWith())).toBe(true)
    expect(alipay.canQuery?.(optionsWith(), { sessionId: SESSION })).toBe(true)
    expect(alipay.canQuery?.(optionsWith(), {})).toBe(false)
    expect(alipay.canQuery?.(optionsWith({ privateKey: undefined }))).toBe(false)
  })
})
