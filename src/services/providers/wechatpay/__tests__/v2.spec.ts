import { createCipheriv, createHash, createSign, generateKeyPairSync } from "node:crypto"
import { MalformedPayloadError, ProviderUnavailableError, SignatureVerificationError } from "../../../domain/errors"
import type { WebhookRequest } from "../../provider"
import { wechatpay } from ".."
import type { WechatpayOptions } from "../options"
import { readFlatXml } from "../v2/xml"
import { at, contextWith, second } from "./call"

const ORDER = "01JWPAYSES0000000000000001"
const KEY = "unitTestWechatpayApiV2KeyOf32chr"
const own = generateKeyPairSync("rsa", { modulusLength: 2048 })
const merchant = { privateKey: own.privateKey, serial: "7E57000000000000000000000000000000000B01" }

const cipherKey = (key = KEY) => Buffer.from(createHash("md5").update(key).digest("hex"))
const apiV2Keys = [cipherKey()]

const refund = {
  out_refund_no: "platform-1",
  out_trade_no: ORDER,
  refund_account: "REFUND_SOURCE_RECHARGE_FUNDS",
  refund_fee: "495",
  refund_id: "50300000000001",
  refund_recv_accout: "PLANTED银行信用卡0403",
  refund_request_source: "VENDOR_PLATFORM",
  refund_status: "SUCCESS",
  success_time: "2025-06-01 20:30:00",
  total_fee: "2495",
  transaction_id: "4200000000202506010000000001",
}

const cdata = (root: string, fields: object) =>
  `<${root}>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join("\n")}</${root}>`

function seal(plaintext: string, key = KEY): Buffer {
  const cipher = createCipheriv("aes-256-ecb", cipherKey(key), null)
  return Buffer.concat([cipher.update(plaintext), cipher.final()])
}

const envelope = { return_code: "SUCCESS", appid: "wxd678efh567hg6787", mch_id: "1900000109", nonce_str: "TeqClE3i0mvn3DrK" }

const requestOf = (body: string, headers: Record<string, string> = {}): WebhookRequest => ({
  method: "POST",
  url: "/",
  headers,
  rawBody: Buffer.from(body),
  receivedAt: at,
})
const notice = (content: object = refund, changes: object = {}, key = KEY) =>
  requestOf(cdata("xml", { ...envelope, req_info: seal(cdata("root", content), key).toString("base64"), ...changes }))

const verify = (request: WebhookRequest, options: Partial<WechatpayOptions> = { apiV2Keys }) =>
  wechatpay.verify(request, contextWith(options))
const refused = (request: WebhookRequest, options?: Partial<WechatpayOptions>) =>
  expect(verify(request, options)).rejects.toBeInstanceOf(SignatureVerificationError)

function eventOf(request: WebhookRequest) {
  const [event] = wechatpay.parse(request, contextWith({ apiV2Keys }))
  if (!event) throw new Error("no event")
  return { ...event, payload: JSON.parse(JSON.stringify(event.payload)) as typeof event.payload }
}

describe("a refund's notice of API v2", () => {
  it("is accepted when a key made from the merchant's decrypts it, and during a change the old one, too", async () => {
    await verify(notice())
    await verify(notice(refund, {}, "anotherWechatpayApiV2KeyOf32char"), {
      apiV2Keys: [cipherKey(), cipherKey("anotherWechatpayApiV2KeyOf32char")],
    })
  })

  it("is accepted as plain text elements, after a declaration, and with breaks in its base64", async () => {
    const sealed = seal(cdata("root", refund)).toString("base64").replace(/.{76}/g, "$&\n")
    const plain = Object.entries(envelope).map(([name, value]) => `<${name}>${value}</${name}>`)
    await verify(requestOf(`<?xml version="1.0"?>\n<xml>${plain.join("")}<req_info>${sealed}</req_info>\n</xml>\n`))
  })

  it.each<[string, WebhookRequest]>([
    ["another key", notice(refund, {}, "anotherWechatpayApiV2KeyOf32char")],
    ["another merchant", notice(refund, { mch_id: "1900000999" })],
    ["a failure", notice(refund, { return_code: "FAIL" })],
    ["no req_info", notice(refund, { req_info: "" })],
    ["req_info in the clear", notice(refund, { req_info: Buffer.from(cdata("root", refund)).toString("base64") })],
    ["no base64", notice(refund, { req_info: "*" })],
    ["half a block", notice(refund, { req_info: seal(cdata("root", refund)).subarray(0, 20).toString("base64") })],
    [
      "a payment's notice, which is signed in another way",
      requestOf(cdata("xml", { ...envelope, sign: "A", result_code: "SUCCESS" })),
    ],
  ])("is refused with %s", (_what, request) => refused(request))

  it("is refused without apiV2Keys, and says which option would take it", () =>
    expect(verify(notice(), {})).rejects.toThrow(/apiV2Keys/))

  it("is refused in one and the same way wherever its decryption fails: strangers learn nothing of a shuffled block", async () => {
    const sealed = seal(cdata("root", refund))
    const shuffled = Buffer.concat([sealed.subarray(16, 32), sealed.subarray(0, 16), sealed.subarray(32)])
    const [first, last] = await Promise.all(
      [shuffled, sealed.subarray(0, -16)].map((bytes) =>
        verify(notice(refund, { req_info: bytes.toString("base64") })).catch((error: Error) => error.message),
      ),
    )
    expect(first).toMatch(/no refund's notice/)
    expect(last).toBe(first)
  })

  it("opens no way around the signature of API v3: a call with one is never read as XML", () =>
    refused({ ...notice(), headers: { "wechatpay-signature": "x" } }))

  it.each([
    ["out_refund_no", { ...refund, out_refund_no: "../../x" }],
    ["refund_id", { ...refund, refund_id: "" }],
    ["refund_status", { ...refund, refund_status: "" }],
  ])("is malformed without %s", (name, content) => {
    expect(() => eventOf(notice(content))).toThrow(MalformedPayloadError)
    expect(() => eventOf(notice(content))).toThrow(name)
  })

  it("is one event however often it comes, and keeps nothing of the payer", () => {
    const event = eventOf(notice())
    expect(event).toMatchObject({ id: "v2:50300000000001:SUCCESS", type: "REFUND.V2" })
    expect(eventOf(notice(refund, { nonce_str: "another" })).id).toBe(event.id)
    expect(JSON.stringify(event)).not.toContain("PLANTED")
  })
})

/** WeChat Pay's signed answer about a refund. */
function answer(body: unknown): Response {
  const text = JSON.stringify(body)
  const signed = createSign("RSA-SHA256").update(`${at.getTime() / 1000}\nanswer-nonce\n${text}\n`)
  return new Response(text, {
    headers: {
      "wechatpay-timestamp": String(at.getTime() / 1000),
      "wechatpay-nonce": "answer-nonce",
      "wechatpay-serial": second.serial,
      "wechatpay-signature": signed.sign(second.privateKey, "base64"),
    },
  })
}

describe("what such a notice does", () => {
  const answered = {
    refund_id: "50300000000009",
    out_refund_no: "platform-1",
    transaction_id: "4200000000202506010000000001",
    out_trade_no: ORDER,
    status: "SUCCESS",
    success_time: "2025-06-01T20:30:00+08:00",
    amount: { total: 2495, refund: 100, currency: "CNY" },
  }
  const asking = (reply: () => Response, asked: string[] = []) => ({
    ...contextWith({ apiV2Keys, merchant }),
    fetch: (async (url: unknown) => {
      asked.push(String(url))
      return reply()
    }) as typeof fetch,
  })
  async function readAfterAsking(context: ReturnType<typeof asking>, request = notice()) {
    const event = eventOf(request)
    return wechatpay.normalize((await wechatpay.refetch?.(event, context)) ?? event, context)
  }

  it("is nothing but a hint: without the merchant's key nobody is asked, and a person has to look", () => {
    const reading = wechatpay.normalize(eventOf(notice()), contextWith({ apiV2Keys }))
    expect(reading).toEqual({
      facts: [],
      unclear: {
        detail: expect.stringMatching(/nobody signs, claims.*refund_id 50300000000001/),
        sessionId: `payses_${ORDER}`,
        providerPaymentId: refund.transaction_id,
        amount: { minor: 495n, currency: "CNY" },
      },
    })
    expect(wechatpay.normalize(eventOf(notice()), contextWith({ apiV2Keys, merchant }))).toEqual({ facts: [], refetch: true })
  })

  it("becomes what WeChat Pay answers under its own signature, whatever the notice says", async () => {
    const asked: string[] = []
    expect(await readAfterAsking(asking(() => answer(answered), asked))).toEqual({
      facts: [
        {
          subject: "refund",
          state: "succeeded",
          sessionId: `payses_${ORDER}`,
          providerPaymentId: answered.transaction_id,
          providerRefundId: "50300000000009",
          merchantRefundReference: "platform-1",
          amount: { minor: 100n, currency: "CNY" },
          occurredAt: new Date("2025-06-01T12:30:00Z"),
        },
      ],
    })
    expect(asked).toEqual(["https://api.mch.weixin.qq.com/v3/refund/domestic/refunds/platform-1"])
    const failed = await readAfterAsking(asking(() => answer({ ...answered, status: "ABNORMAL", success_time: null })))
    expect(failed.facts).toEqual([expect.objectContaining({ state: "failed", reasonCode: "ABNORMAL" })])
  })

  it("is put before a person when WeChat Pay knows no such refund", async () => {
    const unknown = () => Response.json({ code: "RESOURCE_NOT_EXISTS" }, { status: 404 })
    expect(await readAfterAsking(asking(unknown))).toEqual({
      facts: [],
      unclear: expect.objectContaining({ detail: expect.stringContaining("does not know") }),
    })
    expect((await readAfterAsking(asking(() => answer({ ...answered, out_refund_no: "another" })))).facts).toEqual([])
  })

  it.each<[string, () => Response]>([
    ["does not answer", () => new Response("", { status: 502 })],
    ["has not finished the refund", () => answer({ ...answered, status: "PROCESSING" })],
    ["did not sign the answer", () => Response.json(answered)],
  ])("is tried again when WeChat Pay %s", (_what, reply) =>
    expect(readAfterAsking(asking(reply))).rejects.toBeInstanceOf(ProviderUnavailableError),
  )

  it("is never read as an event of API v3, and no event of API v3 as such a notice", () => {
    const payload = { id: "EV-1", event_type: "REFUND.V2", resource: { out_refund_no: "platform-1" } }
    expect(wechatpay.normalize({ id: "EV-1", type: "REFUND.V2", payload }, contextWith({ apiV2Keys, merchant }))).toEqual({
      facts: [],
      unclear: { detail: expect.stringContaining("not known") },
    })
  })
})

describe("XML", () => {
  it("is read as elements of text, with CDATA and the five references", () => {
    const text = "<xml> <a>1 &lt; 2 &amp;&amp; 3</a>\n<b><![CDATA[<x>&y;]]></b><c></c><d>\n<![CDATA[ z ]]>\n</d></xml>"
    expect([...(readFlatXml(text, "xml") ?? [])]).toEqual([
      ["a", "1 < 2 && 3"],
      ["b", "<x>&y;"],
      ["c", ""],
      ["d", " z "],
    ])
  })

  it.each([
    "",
    "<xml>",
    "<xml></root>",
    "<root></root>",
    "<xml>text</xml>",
    "<xml><a>1</b></xml>",
    "<xml><a>1</a><a>2</a></xml>",
    "<xml><a><b>1</b></a></xml>",
    '<xml><a x="1">1</a></xml>',
    "<xml><a>&x;</a></xml>",
    "<xml><a>&amp</a></xml>",
    "<xml><a><![CDATA[1</a></xml>",
    "<xml><!-- a --></xml>",
    '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><a>&x;</a></xml>',
    `<xml>${"<a>".repeat(100_000)}</xml>`,
    `<xml>${" ".repeat(100_000)}`,
  ])("is nothing in any other form (%#)", (text) => expect(readFlatXml(text, "xml")).toBeUndefined())
})
