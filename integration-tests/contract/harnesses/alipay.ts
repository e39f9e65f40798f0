import { createPublicKey } from "node:crypto"
import { alipayForm } from "../../../src/testing/dialects"
import { encodeGbk } from "../support/gbk"
import type { Harness } from "./harness"
import { alipayKeys } from "./keys/alipay"

/** The app and the seller of the fixtures. */
export const APP_ID = "2021000000000001"
export const SELLER_ID = "2088000000000002"

/** As the open platform shows it: base64 in one line. */
export const publicKeyOf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64")

/** Every value as Alipay sends it, as text. */
function fieldsOf(content: Buffer): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(content.toString())
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
    const textOf = (item: unknown) => (typeof item === "string" ? item : JSON.stringify(item))
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, textOf(item)]))
  } catch {
    return undefined
  }
}

const deliverIn =
  (charset: string, encode?: (text: string) => Buffer): Harness["deliver"] =>
  (content, privateKey) => {
    const headers = { "content-type": `application/x-www-form-urlencoded; charset=${charset}` }
    const fields = fieldsOf(content)
    if (!fields) return { headers, body: content }
    const inCharset = "charset" in fields ? { ...fields, charset } : fields
    return { headers, body: alipayForm(inCharset, { privateKey }, encode) }
  }

/** A name or a value, one character a byte. */
const bytesOf = (part: string): string =>
  part.replaceAll("+", " ").replace(/%([0-9A-Fa-f]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)))

export const alipay: Harness = {
  provider: "alipay",
  secrets: {
    current: alipayKeys.current.privateKey,
    previous: alipayKeys.previous.privateKey,
    stranger: alipayKeys.stranger.privateKey,
  },
  options: (privateKeys) => ({ appId: APP_ID, sellerIds: [SELLER_ID], alipayPublicKeys: privateKeys.map(publicKeyOf) }),
  deliver: deliverIn("utf-8"),
  builds: true,
  // The percent-encoding of a value and the order of the fields are not signed; the decoded bytes are.
  signedPart: (body) =>
    body
      .toString("latin1")
      .split("&")
      .filter(Boolean)
      .map((pair) => pair.split("=").map((part) => bytesOf(part)))
      .filter(([name]) => name !== "sign")
      .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
  signatureHeaders: [],
  tells: {
    seller_id: ["contradictions"],
    trans_currency: ["amount", "refundedTotal"],
    out_biz_no: ["merchantRefundReference"],
    passback_params: ["sessionId", "contradictions"],
    notify_time: ["occurredAt"],
    gmt_create: ["occurredAt"],
    gmt_refund: ["occurredAt"],
    gmt_close: ["occurredAt"],
  },
}

/** Alipay's forms in GBK, which Express refuses with 415. */
export const alipayGbk: Harness = { ...alipay, sameLeaves: true, deliver: deliverIn("GBK", encodeGbk) }

/** The same with Alipay's certificates instead of its keys. */
export const alipayCertificates: Harness = {
  sameLeaves: true,
  ...alipay,
  options: (privateKeys) => ({
    appId: APP_ID,
    alipayCertificates: Object.values(alipayKeys)
      .filter(({ privateKey }) => privateKeys.includes(privateKey))
      .map(({ certificate }) => certificate),
  }),
}
