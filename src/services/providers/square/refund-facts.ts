import type { RefundFact } from "../../domain/facts"
import { squareAmount } from "./amount"
import type { SquareRefund } from "./event"
import { REFUND_STATUS } from "./states"

/** The fact of a refund in its current state, or undefined for an unknown status. */
export function refundFacts({ id, status = "", amount_money, payment_id }: SquareRefund): readonly RefundFact[] | undefined {
  const state = REFUND_STATUS.get(status)
  if (!state) return undefined
  const amount = amount_money && squareAmount(amount_money)
  const fact: RefundFact = {
    subject: "refund",
    state,
    providerRefundId: id,
    ...(payment_id && { providerPaymentId: payment_id }),
    ...(amount && { amount }),
    // REJECTED or FAILED: Square gives no finer code, and its `reason` is the seller's own text.
    ...(state === "failed" && { reasonCode: status }),
  }
  return [fact]
}
