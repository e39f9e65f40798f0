import { createHash } from "node:crypto"
import type { PaymentFact } from "../../../services/domain/facts"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { FactContext } from "../fact-context"

/** The payment method's fingerprint as we keep it: a digest, because all it is for is to find equal ones. */
export const fingerprintOf = ({ paymentMethodFingerprint: told }: PaymentFact): string | undefined =>
  told && createHash("sha256").update(told).digest("hex")

/** Remembers which payment method was tried on a payment, failed attempts included: where one card is tried on many carts, most fail. */
export async function keepPaymentMethodUse(
  payments: PaymentTransaction,
  { account, fact }: FactContext<PaymentFact>,
  recordId: string,
): Promise<void> {
  const fingerprint = fingerprintOf(fact)
  if (fingerprint) await payments.keepPaymentMethodUse(account.id, fingerprint, recordId)
}
