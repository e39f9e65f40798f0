import type { Fact } from "../../domain/facts"
import type { JsonObject } from "../kit/read-json"
import type { ProviderContext } from "../provider"
import { askWechatpay } from "./ask"
import type { WechatpayOptions } from "./options"
import { refundFact } from "./refund"
import { readRefund, type Refund } from "./resource"

/** Characters of a merchant's number of a refund. */
const NUMBER = /^[0-9A-Za-z_|*@-]{1,64}$/

export const isRefundNumber = (text: string | undefined): text is string => text !== undefined && NUMBER.test(text)

/**
 * Asks for one refund by the merchant's number of it. Undefined when there is none by that number. Throws
 * ProviderUnavailableError.
 */
export async function askRefund(reference: string, context: ProviderContext<WechatpayOptions>): Promise<Refund | undefined> {
  const { subMchid } = context.options
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(reference)}${subMchid ? `?sub_mchid=${subMchid}` : ""}`
  const reported = await askWechatpay(path, answered(context.options), context, "foreign")
  return reported?.out_refund_no === reference ? reported : undefined
}

/** `status` is the `refund_status` of events. The merchant is not repeated: it is the one who signed the question. */
const answered =
  ({ mchid, subMchid }: WechatpayOptions) =>
  (answer: JsonObject): Refund =>
    readRefund({
      ...answer,
      refund_status: answer.status,
      ...(subMchid ? { sp_mchid: mchid, sub_mchid: subMchid } : { mchid }),
    })

/** Asks for each refund that can be named. A refund that is unknown, or another payment's, is left out. */
export async function queryRefunds(
  references: readonly string[],
  payment: string,
  context: ProviderContext<WechatpayOptions>,
): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  for (const reference of references.filter(isRefundNumber)) {
    const reported = await askRefund(reference, context)
    if (reported?.out_trade_no === payment) facts.push(...refundFact(reported, undefined, context.options).facts)
  }
  return facts
}
