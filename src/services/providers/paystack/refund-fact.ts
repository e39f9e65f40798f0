import type { RefundFact, RefundState } from "../../domain/facts"
import { paystackAmount } from "./amount"
import type { PaystackRefund } from "./event"
import { referencesOf } from "./references"

const STATES: ReadonlyMap<string, RefundState> = new Map<string, RefundState>([
  ["pending", "pending"],
  ["processing", "pending"],
  // Paystack cannot reach the payer and waits for bank details: nothing has arrived, nothing has failed.
  ["needs-attention", "pending"],
  ["processed", "succeeded"],
  ["failed", "failed"],
])

/** The fact of a refund, or undefined where the event's name and the refund's own status are not the same known word. */
export function refundFact(named: string, refund: PaystackRefund): RefundFact | undefined {
  const state = STATES.get(named)
  if (!state || refund.status !== named) return undefined
  const refundId = refund.id ?? refund.refund_reference
  const amount = paystackAmount(refund.amount, refund.currency)
  return {
    subject: "refund",
    state,
    ...referencesOf({ reference: refund.transaction_reference }),
    ...(refundId && { providerRefundId: refundId }),
    ...(amount && { amount }),
    ...((state === "failed" || named === "needs-attention") && { reasonCode: named }),
  }
}
