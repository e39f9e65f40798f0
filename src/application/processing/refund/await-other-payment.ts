import { AwaitsPaymentError } from "../../../services/domain/errors"
import type { DisputeFact, RefundFact } from "../../../services/domain/facts"
import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentTransaction } from "../../../services/store/payment-transaction"
import type { FactContext } from "../fact-context"

/**
 * A session can be paid twice, and a refund or a dispute of its second payment may be reported first. It does not belong to the
 * first payment, so it waits for the payment that it names, and is put up for review if that never comes. Some providers name a
 * capture in its place.
 */
export async function awaitOtherPayment(
  payments: PaymentTransaction,
  { id, provider_payment_id: known, payment_session_id }: PaymentRecord,
  { fact: { subject, providerPaymentId: reported }, accepted }: FactContext<RefundFact | DisputeFact>,
): Promise<void> {
  if (accepted || !known || !reported || known === reported) return
  const captures = await payments.captures(id)
  if (captures.some(({ provider_capture_id }) => provider_capture_id === reported)) return
  throw new AwaitsPaymentError(
    `a ${subject} of payment ${reported}, which nothing was reported of yet; session ${payment_session_id} is paid by ${known}`,
  )
}
