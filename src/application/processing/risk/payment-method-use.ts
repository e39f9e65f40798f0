import { createHash } from "node:crypto"
import type { PaymentFact } from "../../../services/domain/facts"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { FactContext } from "../fact-context"

/** The payment method's fingerprint as we store it: a digest, because it only serves to find equal ones. */
export const fingerprintOf = ({ paymentMethodFingerprint: reported }: PaymentFact): string | undefined =>
  reported && createHash("sha256").update(reported).digest("hex")

/** Remembers which payment method was tried on a payment, failed attempts included: where one card is tried on many carts, most fail. */
export async function recordPaymentMethodUse(
  payments: PaymentTransaction,
  { account, fact }: FactContext<PaymentFact>,
  recordId: string,
): Promise<void> {
  const fingerprint = fingerprintOf(fact)
  if (fingerprint) await payments.recordPaymentMethodUse(account.id, fingerprint, recordId)
}
