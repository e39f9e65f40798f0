import { createDecipheriv } from "node:crypto"
import { MalformedPayloadError, SignatureVerificationError } from "../../../domain/errors"
import { decodeBase64 } from "../../../signature/decode"
import { readText, requireField } from "../../kit/fields"
import type { ProviderEvent, WebhookRequest } from "../../provider"
import type { WechatpayEvent } from "../envelope"
import type { WechatpayOptions } from "../options"
import { isRefundNumber } from "../query-refund"
import { readFlatXml } from "./xml"

/** True for a call in XML, as API v2 makes them: JSON never begins so, and API v3 always signs in the headers. */
export const isV2Call = ({ headers, rawBody }: WebhookRequest): boolean =>
  !Object.hasOwn(headers, "wechatpay-signature") && /^\s*</.test(rawBody.subarray(0, 16).toString("latin1"))

/**
 * Requires a refund's notice of API v2. Nobody signed it: it is only encrypted, block by block, with a key made from the merchant's
 * key of API v2. So whoever kept a genuine notice can send it again, or shuffle its blocks, and what it says is never believed. It
 * proves that there was one, which is reason enough to ask WeChat Pay. Throws SignatureVerificationError.
 */
export const verifyV2Call = ({ rawBody }: WebhookRequest, options: WechatpayOptions): void => void decrypted(rawBody, options)

/** Reads the notice as a hint at its refund. Throws MalformedPayloadError where it names none. */
export function parseV2Call({ rawBody }: WebhookRequest, options: WechatpayOptions): ProviderEvent<WechatpayEvent> {
  const fields = decrypted(rawBody, options)
  const text = (name: string) => readText(fields.get(name))
  const number = text("out_refund_no")
  const out_refund_no = requireField(isRefundNumber(number) ? number : undefined, "out_refund_no", "must be a refund's number")
  const refund_id = requireField(digits(text("refund_id")), "refund_id", "must be digits")
  const refund_status = requireField(text("refund_status"), "refund_status", "must be text of 1 to 255 characters")
  const [out_trade_no, transaction_id, fee] = [text("out_trade_no"), digits(text("transaction_id")), digits(text("refund_fee"))]
  const total_amount = fee !== undefined && fee.length <= 15 ? Number(fee) : undefined
  const id = `v2:${refund_id}:${refund_status}`
  const type = "REFUND.V2"
  const resource = {
    refund_id,
    out_refund_no,
    refund_status,
    ...(out_trade_no && { out_trade_no }),
    ...(transaction_id && { transaction_id }),
    ...(total_amount !== undefined && { total_amount }),
  }
  return { id, type, payload: { id, event_type: type, notice: "v2", resource } }
}

const digits = (text: string | undefined): string | undefined => (text && /^\d{1,64}$/.test(text) ? text : undefined)

/** The content of the notice. Every refusal sounds alike, so that nobody can learn from them what a shuffled block decrypts to. */
function decrypted(rawBody: Buffer, { apiV2Keys = [], mchid }: WechatpayOptions): ReadonlyMap<string, string> {
  if (!apiV2Keys.length) {
    throw new SignatureVerificationError(
      "this is a call of API v2 and the account has no apiV2Keys; give the key to hear of refunds made on the merchant platform",
    )
  }
  const call = readFlatXml(rawBody.toString("utf8"), "xml")
  if (!call) throw new MalformedPayloadError("the body is not XML as WeChat Pay writes it")
  const sealed = decodeBase64((call.get("req_info") ?? "").replace(/\s+/g, ""))
  if (call.get("return_code") === "SUCCESS" && call.get("mch_id") === mchid && sealed?.length) {
    for (const key of apiV2Keys) {
      const fields = open(sealed, key)
      if (fields) return fields
    }
  }
  throw new SignatureVerificationError(
    "the call of API v2 is no refund's notice for this merchant that apiV2Keys decrypts; other notices of API v2 are not understood",
  )
}

function open(sealed: Buffer, key: Buffer): ReadonlyMap<string, string> | undefined {
  const decipher = createDecipheriv("aes-256-ecb", key, null)
  try {
    return readFlatXml(Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8"), "root")
  } catch {
    return undefined
  }
}
