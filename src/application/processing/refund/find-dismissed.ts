import type { MedusaContainer } from "@medusajs/framework/types"
import { capturesIn, reviewOfCaptures } from "../../../services/domain/reviewed-facts"
import { findDetachedCapture } from "../../ground/captured-in-medusa"
import { paymentNotificationService } from "../../ground/module"
import type { PaymentsFact } from "../apply-fact"

/**
 * The session of dismissed money that a refund is about, where it is not `named` or where no record of that one has any money: the
 * decided item names it. A refund that was tried and refused before the dismissal may have left the money in a session of its own, and
 * then it is that one's. Undefined where nobody has dismissed money of this payment, or where its session holds another payment.
 */
export async function findDismissedSession(
  container: MedusaContainer,
  account: string,
  fact: PaymentsFact,
  named: string | undefined,
): Promise<string | undefined> {
  if (fact.subject !== "refund" || (!named && !fact.providerPaymentId)) return undefined
  const { attention, payments } = paymentNotificationService(container)
  const record = named ? await payments.findBySession(named) : null
  if (record && record.captured_amount !== "0") return undefined
  const cases = await attention.aboutPayment(named ?? null, account, fact.providerPaymentId ?? null)
  if (reviewOfCaptures(fact, cases) !== "decided") return undefined
  const item = capturesIn(fact, cases).at(-1)
  const detached = item && (await findDetachedCapture(container, item))
  const sessionId = item?.payment_session_id
  if (named || detached || !sessionId) return detached
  return (await payments.findBySession(sessionId))?.provider_payment_id ? undefined : sessionId
}
