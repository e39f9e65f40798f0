import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../services/domain/facts"
import { paymentNotificationService } from "../module"

/** The session that a fact names, or the one that an earlier event tied to the same payment of the provider's. */
export async function findSession(container: MedusaContainer, account: string, fact: Fact): Promise<string | undefined> {
  if (fact.sessionId) return fact.sessionId
  if (!fact.providerPaymentId) return undefined
  return paymentNotificationService(container).payments.findSessionOf(account, fact.providerPaymentId)
}
