import type { PaymentFact, RefundFact } from "../../../services/domain/facts"
import type { PaymentRecord } from "../../../services/store/entities"

/**
 * The refund that a report of "canceled or refunded" is about a captured payment. Where the provider names no sum, all of the capture
 * has been returned with it: a total, which is the same however often the report is repeated.
 */
export function refundInstead({ ifCaptured: refund }: PaymentFact, record: PaymentRecord): RefundFact | undefined {
  if (!refund || record.state !== "captured") return undefined
  if (refund.amount || refund.refundedTotal) return refund
  const refundedTotal = { minor: BigInt(record.captured_amount), currency: record.currency_code.toUpperCase() }
  return { ...refund, refundedTotal }
}
