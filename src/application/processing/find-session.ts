import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../services/domain/facts"
import { paymentNotificationService } from "../ground/module"

/** The session that a fact names, or the one that an earlier event tied to the same payment of the provider's. */
export async function findSession(container: MedusaContainer, account: string, fact: Fact): Promise<string | undefined> {
  const { providerPaymentId, sessionId, subject } = fact
  // A session can be paid twice, and the second payment is then kept apart: what is said of a payment's refunds and disputes belongs
  // to that payment, whatever session it names.
  if (sessionId && (subject === "payment" || !providerPaymentId)) return sessionId
  if (!providerPaymentId) return undefined
  const { attention, payments } = paymentNotificationService(container)
  const known = await payments.findSessionOf(account, providerPaymentId)
  if (known || !sessionId) return known
  // Of money that is held, nobody has decided yet where it belongs: looked at again when somebody has.
  return (await attention.existsBeside(sessionId, providerPaymentId)) ? undefined : sessionId
}
