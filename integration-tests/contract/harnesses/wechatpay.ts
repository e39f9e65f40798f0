import { createCipheriv, createHash } from "node:crypto"
import { wechatpayBody, wechatpayHeaders, wechatpayPublicKey, type WechatpayContent } from "../../../src/testing/dialects"
import { wechatpayTestKeys } from "../../../src/testing/keys/wechatpay"
import { WECHATPAY_TEST_MERCHANT } from "../../../src/testing/keys/wechatpay-merchant"
import type { Harness } from "./harness"

const API_V3_KEY = "contract-suite-wechatpay-v3-key!"
/** The complaint of the fixtures that the merchant has settled. */
const SETTLED_COMPLAINT = "200201820250601080076610009"
const API_V2_KEY = "contractSuiteWechatpayApiV2Key32"
const { first, second, third } = wechatpayTestKeys

/** A secret here is the serial that names a key, a certificate's or a public key's. */
const keyOf = (serial: string) => {
  const key = [first, second, third].find((key) => key.serial === serial || key.publicKeyId === serial)
  if (!key) throw new Error(`no test key has the serial ${serial}`)
  return key
}

/** The content is the event with its resource in the clear; it is encrypted into the body. */
function bodyOf(content: Buffer): Buffer {
  let value: unknown
  try {
    value = JSON.parse(content.toString())
  } catch {
    return content
  }
  const isEvent = typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, "resource")
  return isEvent ? wechatpayBody(value as WechatpayContent, { apiV3Key: API_V3_KEY }) : content
}

const xml = (root: string, fields: Readonly<Record<string, unknown>>): string => {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value))
  const elements = Object.entries(fields).map(([name, value]) => `<${name}><![CDATA[${text(value)}]]></${name}>`)
  return `<${root}>${elements.join("\n")}</${root}>`
}

/** A refund's notice of API v2, which is not signed: its `req_info` is encrypted with a key made from the merchant's. */
function v2BodyOf(content: Buffer): Buffer | undefined {
  let value: unknown
  try {
    value = JSON.parse(content.toString())
  } catch {
    return undefined
  }
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, "req_info")) return undefined
  const { req_info, ...envelope } = value as Record<string, unknown>
  const key = createHash("md5").update(API_V2_KEY).digest("hex")
  const cipher = createCipheriv("aes-256-ecb", key, null)
  const plaintext = xml("root", Object(req_info) as Record<string, unknown>)
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]).toString("base64")
  return Buffer.from(xml("xml", { ...envelope, req_info: sealed }))
}

/** WeChat Pay's side of a question: the refund, or the complaint, that the fixtures tell of, signed at the time of the tests. */
const answering: typeof fetch = async (url, init) => {
  const number = String(url).split("/").at(-1)
  const order = { out_trade_no: "01JWF1XTVRE000000000000001", transaction_id: "4200002025060100000000000001" }
  const answer = String(url).includes("/complaints-v2/")
    ? { complaint_id: number, complaint_state: "PROCESSING", complaint_order_info: [{ ...order, amount: 24950 }] }
    : {
        ...order,
        refund_id: "50000020250601000000000002",
        out_refund_no: number,
        status: number === "platform-2" ? "ABNORMAL" : "SUCCESS",
        amount: { refund: 4950 },
      }
  const settled = String(url).endsWith(SETTLED_COMPLAINT) ? { ...answer, complaint_state: "PROCESSED" } : answer
  const body = Buffer.from(JSON.stringify(settled))
  const { privateKey } = first
  const serial = new Headers(init?.headers).get("wechatpay-serial") ?? first.serial
  return new Response(body, { headers: wechatpayHeaders(body, { privateKey, serial }, new Date("2025-06-01T12:00:00Z")) })
}

/** A merchant with platform certificates, in the middle of the switch to public keys: events are signed with either. */
export const wechatpay: Harness = {
  provider: "wechatpay",
  secrets: { current: first.serial, previous: second.publicKeyId, stranger: third.serial },
  options: (serials) => {
    const isId = (serial: string) => serial.startsWith("PUB_KEY_ID_")
    return {
      mchid: "1900000109",
      appids: ["wxd678efh567hg6787"],
      apiV3Keys: [API_V3_KEY],
      apiV2Keys: [API_V2_KEY],
      platformCertificates: serials.filter((serial) => !isId(serial)).map((serial) => keyOf(serial).certificate),
      privateKey: WECHATPAY_TEST_MERCHANT.privateKey,
      merchantSerial: WECHATPAY_TEST_MERCHANT.serial,
      publicKeys: serials.filter(isId).map((id) => ({ id, pem: wechatpayPublicKey(keyOf(id).privateKey) })),
    }
  },
  deliver(content, serial, at) {
    const notice = v2BodyOf(content)
    if (notice) return { headers: { "content-type": "text/xml" }, body: notice }
    const body = bodyOf(content)
    return { headers: wechatpayHeaders(body, { privateKey: keyOf(serial).privateKey, serial }, at), body }
  },
  builds: true,
  signatureHeaders: ["wechatpay-timestamp", "wechatpay-nonce", "wechatpay-signature", "wechatpay-serial"],
  toleranceSeconds: 300,
  fetch: answering,
  tells: {
    create_time: ["occurredAt"],
    "resource.success_time": ["occurredAt"],
    "resource.sub_orders.*.success_time": ["occurredAt"],
    "resource.attach": ["sessionId", "merchantReference"],
    "resource.sub_orders.*.attach": ["sessionId", "merchantReference"],
    "resource.appid": ["contradictions"],
    "resource.sp_appid": ["contradictions"],
    "resource.sub_mchid": ["contradictions"],
    "resource.combine_appid": ["contradictions"],
    "resource.amount.currency": ["amount"],
    "resource.sub_orders.*.amount.currency": ["amount"],
    "resource.out_refund_no": ["merchantRefundReference"],
  },
}

/** A merchant that signs up with public keys and still lists the certificate of before. */
export const wechatpayWithPublicKeys: Harness = {
  sameLeaves: true,
  ...wechatpay,
  secrets: { current: first.publicKeyId, previous: second.serial, stranger: third.publicKeyId },
}
