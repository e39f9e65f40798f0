import type { PaymentFact } from "../../domain/facts"
import { paystackAmount } from "./amount"
import type { PaystackCharge } from "./event"
import { referencesOf } from "./references"

/** The fact of `charge.success`, or undefined where the transaction's own status is not success. */
export function chargeFact(charge: PaystackCharge): PaymentFact | undefined {
  if (charge.status !== "success") return undefined
  // The amount paid, not the amount asked for (`requested_amount`): a transfer or a debit may bring less.
  const amount = paystackAmount(charge.amount, charge.currency)
  const fingerprint = charge.authorization?.signature
  return {
    subject: "payment",
    state: "captured",
    ...referencesOf(charge),
    ...(amount && { amount }),
    ...(fingerprint && { paymentMethodFingerprint: fingerprint }),
    ...(charge.paid_at && { occurredAt: new Date(charge.paid_at) }),
  }
}
