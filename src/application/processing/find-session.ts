import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact, PaymentFact } from "../../services/domain/facts"
import { paymentNotificationService } from "../ground/module"

/** The session that a fact names, or the one that an earlier event tied to the same payment of the provider's. */
export async function findSession(
  container: MedusaContainer,
  account: string,
  fact: Pick<Fact, "subject" | "providerPaymentId" | "sessionId"> & Pick<PaymentFact, "reviewDecision">,
): Promise<string | undefined> {
  const { providerPaymentId, sessionId, subject, reviewDecision } = fact
  // A session can be paid twice, and the second payment is then kept apart. Reports about a payment's refunds and disputes belong
  // to that payment, whatever session they name.
  if (sessionId && (subject === "payment" || !providerPaymentId)) return sessionId
  if (!providerPaymentId) return undefined
  const { attention, inbox, payments } = paymentNotificationService(container)
  const known = await payments.findSessionOf(account, providerPaymentId)
  if (known || !sessionId) return known ?? (reviewDecision && inbox.sessionInReview(account, providerPaymentId))
  if (!(await attention.existsBeside(sessionId, providerPaymentId))) return sessionId
  // Nobody has decided yet where quarantined money belongs that came beside another payment of the session. The event is looked at
  // again after the decision.
  return (await payments.findBySession(sessionId))?.provider_payment_id ? undefined : sessionId
}
