import { z } from "@medusajs/framework/zod"
import type { Fact } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import type { ProviderContext } from "../provider"
import { askWechatpay } from "./ask"
import type { WechatpayOptions } from "./options"
import { readRefund } from "./refund"

/** A refund in an answer: `status` is the `refund_status` of events, and the merchant who asked is not repeated. */
const refund = z.object({
  refund_id: storableText,
  out_refund_no: storableText,
  transaction_id: storableText,
  out_trade_no: storableText,
  status: storableText,
  success_time: z.string().nullish(),
  amount: z.object({ refund: z.int().min(0), currency: z.string().nullish() }),
})

/** Characters of a merchant's number of a refund. */
const NUMBER = /^[0-9A-Za-z_|*@-]{1,64}$/

/** Asks for each refund that can be named, by the merchant's number of it. A refund that is unknown, or another payment's, is left out. */
export async function queryRefunds(
  references: readonly string[],
  payment: string,
  context: ProviderContext<WechatpayOptions>,
): Promise<readonly Fact[]> {
  const { mchid, subMchid } = context.options
  const facts: Fact[] = []
  for (const reference of references.filter((number) => NUMBER.test(number))) {
    const path = `/v3/refund/domestic/refunds/${encodeURIComponent(reference)}${subMchid ? `?sub_mchid=${subMchid}` : ""}`
    const reported = await askWechatpay(path, refund, context, "foreign")
    if (!reported || reported.out_refund_no !== reference || reported.out_trade_no !== payment) continue
    const { status, ...rest } = reported
    // The merchant is the one who signed the question.
    const resource = { ...rest, refund_status: status, ...(subMchid ? { sp_mchid: mchid, sub_mchid: subMchid } : { mchid }) }
    facts.push(...readRefund(resource, undefined, context.options).facts)
  }
  return facts
}
