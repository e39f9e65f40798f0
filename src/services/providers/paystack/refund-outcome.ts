import type { RefundState } from "../../domain/facts"
import { paystackAmount } from "./amount"
import type { PaystackRefund } from "./event"
import type { Outcome } from "./outcome"
import { referencesOf } from "./references"

const STATES: ReadonlyMap<string, RefundState> = new Map<string, RefundState>([
  ["pending", "pending"],
  ["processing", "pending"],
  // Paystack cannot reach the payer and waits for bank details: nothing has arrived, nothing has failed.
  ["needs-attention", "pending"],
  ["processed", "succeeded"],
  ["failed", "failed"],
])

/** Reads `refund.*` by the event's name, which the refund's own status has to repeat where it has one. */
export function refundOutcome(refund: PaystackRefund, type: string): Outcome {
  const named = type.slice("refund.".length)
  const status = refund.status ?? named
  const state = STATES.get(named)
  const amount = paystackAmount(refund.amount, refund.currency)
  const references = referencesOf({ reference: refund.transaction_reference })
  if (!state || status !== named) {
    const detail = `Paystack reports "${type}" of a refund with the status "${status}": whether the money went back is not known`
    return { unclear: { detail, ...references, ...(amount && { amount }) } }
  }
  const refundId = refund.id ?? refund.refund_reference
  return {
    fact: {
      subject: "refund",
      state,
      ...references,
      ...(refundId && { providerRefundId: refundId }),
      ...(amount && { amount }),
      ...((state === "failed" || named === "needs-attention") && { reasonCode: named }),
    },
  }
}
