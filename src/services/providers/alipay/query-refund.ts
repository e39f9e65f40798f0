import { z } from "@medusajs/framework/zod"
import type { RefundFact } from "../../domain/facts"
import { sumOf } from "../../domain/money"
import type { ProviderContext } from "../provider"
import { storableText } from "../kit/storable-text"
import { yuanAmount } from "./amount"
import { ask } from "./call"
import { yuan, type AskedTrade } from "./notice"
import type { AlipayOptions } from "./options"
import { readReferences } from "./reference"
import { readTime } from "./time"

/** For a refund that does not exist, Alipay answers with success and an empty result. */
const refund = z.object({
  out_request_no: storableText.optional(),
  refund_amount: yuan.optional(),
  refund_status: z.string().optional(),
  gmt_refund_pay: z.string().optional(),
})

/**
 * Asks for each refund that can be named, by the merchant's number of it. A refund that has not gone through is nothing yet: it
 * may be retried.
 */
export async function queryRefunds(
  asked: Readonly<Record<string, string>>,
  references: readonly string[],
  trade: AskedTrade,
  context: ProviderContext<AlipayOptions>,
): Promise<readonly RefundFact[]> {
  const facts: RefundFact[] = []
  for (const reference of references) {
    const content = { ...asked, out_request_no: reference }
    const answer = await ask("alipay.trade.fastpay.refund.query", content, refund, context)
    if (answer?.out_request_no === reference && answer.refund_status === "REFUND_SUCCESS") {
      facts.push(factOf(reference, answer, trade))
    }
  }
  // At least this sum has been refunded. Alipay numbers no refund itself, so only a sum distinguishes one refund from another.
  const refundedTotal = sumOf(facts.map(({ amount }) => amount))
  return facts.map((fact, index) => (refundedTotal && index === facts.length - 1 ? { ...fact, refundedTotal } : fact))
}

function factOf(reference: string, { refund_amount, gmt_refund_pay }: z.output<typeof refund>, trade: AskedTrade): RefundFact {
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
