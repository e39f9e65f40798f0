import { isJsonObject, type JsonObject } from "../../kit/read-json"
import type { ProviderEvent, Reading } from "../../provider"
import type { WechatpayEvent } from "../envelope"
import type { WechatpayOptions } from "../options"
import { isRefundNumber } from "../query-refund"
import { refundFact } from "../refund"
import { readRefund } from "../resource"
import { unclear } from "../unclear"

/**
 * Reads a refund's notice of API v2: WeChat Pay's own signed answer where it was asked, and nothing but a hint for a person where it
 * cannot be.
 */
export function readV2({ payload }: ProviderEvent<WechatpayEvent>, options: WechatpayOptions): Reading {
  const { resource = {}, asked } = payload
  if (isJsonObject(asked)) return refundFact(readRefund(asked), undefined, options)
  if (asked === undefined && options.merchant && numberOf(resource)) return { facts: [], refetch: true }
  const says =
    asked === null
      ? "a notice of API v2, which nobody signs, is about a refund that WeChat Pay does not know"
      : "a notice of API v2, which nobody signs, claims that a refund has ended, and without privateKey nobody can be asked"
  return { facts: [], unclear: unclear(says, resource) }
}

function numberOf({ out_refund_no }: JsonObject): string | undefined {
  const number = typeof out_refund_no === "string" ? out_refund_no : undefined
  return isRefundNumber(number) ? number : undefined
}
