import { AwaitsPaymentError } from "../../services/domain/errors"
import type { DisputeFact, RefundFact } from "../../services/domain/facts"
import type { PaymentRecord } from "../../services/store/entities"

/**
 * A session can be paid twice, and of its second payment a refund or a dispute may be heard of first: it is not the first one's. It
 * waits for the payment that it names, and is put before a person if that never comes.
 */
export function awaitOtherPayment(
  { provider_payment_id: known, payment_session_id }: PaymentRecord,
  { subject, providerPaymentId: told }: RefundFact | DisputeFact,
): void {
  if (!known || !told || known === told) return
  throw new AwaitsPaymentError(
    `a ${subject} of payment ${told}, which nothing was reported of yet; session ${payment_session_id} is paid by ${known}`,
  )
}
