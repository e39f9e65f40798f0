import { z } from "@medusajs/framework/zod"
import type { RefundFact } from "../../domain/facts"
import { sumOf } from "../../domain/money"
import { readable, readableText } from "../kit/fields"
import type { ProviderContext } from "../provider"
import { yuanAmount } from "./amount"
import { ask } from "./call"
import { yuan, type AskedTrade } from "./notice"
import type { AlipayOptions } from "./options"
import { readReferences } from "./reference"
import { readTime } from "./time"

/** For a refund that does not exist, Alipay answers with success and an empty result. */
const refund = z.object({
  out_request_no: readableText,
  refund_amount: yuan.optional(),
  refund_status: readableText,
  gmt_refund_pay: readable(z.string()),
})

export type RefundAnswer = z.output<typeof refund>

/** The `refund_status` of a refund that has gone through. One that has not is nothing yet: it may be retried. */
export const SUCCEEDED = "REFUND_SUCCESS"

type Trade = Pick<AskedTrade, "trade_no" | "out_trade_no" | "passback_params" | "trans_currency">

/** Asks for one refund by the merchant's number of it. */
export const askRefund = (
  asked: Readonly<Record<string, string>>,
  reference: string,
  context: ProviderContext<AlipayOptions>,
): Promise<RefundAnswer | undefined> =>
  ask("alipay.trade.fastpay.refund.query", { ...asked, out_request_no: reference }, refund, context)

/** Asks for each refund that can be named. */
export async function queryRefunds(
  asked: Readonly<Record<string, string>>,
  references: readonly string[],
  trade: AskedTrade,
  context: ProviderContext<AlipayOptions>,
): Promise<readonly RefundFact[]> {
  const facts: RefundFact[] = []
  for (const reference of references) {
    const answer = await askRefund(asked, reference, context)
    if (answer?.out_request_no === reference && answer.refund_status === SUCCEEDED) {
      facts.push(refundFact(reference, answer, trade))
    }
  }
  // At least this sum has been refunded. Alipay numbers no refund itself, so only a sum distinguishes one refund from another.
  const refundedTotal = sumOf(facts.map(({ amount }) => amount))
  return facts.map((fact, index) => (refundedTotal && index === facts.length - 1 ? { ...fact, refundedTotal } : fact))
}

/** A refund that has gone through, as a fact. */
export function refundFact(reference: string, { refund_amount, gmt_refund_pay }: RefundAnswer, trade: Trade): RefundFact {
  const { contradiction, ...references } = readReferences(trade)
  const amount = yuanAmount(refund_amount, trade.trans_currency)
  const occurredAt = readTime(gmt_refund_pay)
  return {
    subject: "refund",
    state: "succeeded",
    ...references,
    ...(trade.trade_no && { providerPaymentId: trade.trade_no }),
    merchantRefundReference: reference,
    ...(amount && { amount }),
    ...(occurredAt && { occurredAt }),
    ...(contradiction && { contradictions: [contradiction] }),
  }
}
