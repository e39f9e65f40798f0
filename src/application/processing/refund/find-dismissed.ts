import type { MedusaContainer } from "@medusajs/framework/types"
import { capturesIn, reviewOfCaptures } from "../../../services/domain/reviewed-facts"
import { paymentNotificationService } from "../../ground/module"
import type { PaymentsFact } from "../apply-fact"

/**
 * The session of dismissed money that a refund names by the provider's payment alone. No record ties that payment to its session,
 * but the decided item does. Undefined where the session holds another payment: the refund is not that one's.
 */
export async function findDismissedSession(
  container: MedusaContainer,
  account: string,
  fact: PaymentsFact,
): Promise<string | undefined> {
  if (fact.subject !== "refund" || !fact.providerPaymentId) return undefined
  const { attention, payments } = paymentNotificationService(container)
  const cases = await attention.aboutPayment(null, account, fact.providerPaymentId)
  if (reviewOfCaptures(fact, cases) !== "decided") return undefined
  const sessionId = capturesIn(fact, cases).at(-1)?.payment_session_id
  if (!sessionId || (await payments.findBySession(sessionId))?.provider_payment_id) return undefined
  return sessionId
}
