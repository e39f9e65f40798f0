import type { MedusaContainer } from "@medusajs/framework/types"
import type { Fact } from "../../../services/domain/facts"
import { isMoney } from "../../../services/domain/states"
import type { KnownPayment } from "../../../services/store/payment-repository"
import { paymentNotificationService } from "../../ground/module"
import { sessionExists } from "../../ground/session-exists"

/**
 * The payment's session is gone, and neither the provider nor our record shows money of it: its cart replaced it. Medusa has
 * nothing that could be repaired, and the provider's `canceled` changes no order. It ends an authorization that waits for a person.
 */
export async function isReplaced(
  container: MedusaContainer,
  account: string,
  sessionId: string | null | undefined,
  known: KnownPayment | undefined,
  theirs: readonly Fact[],
): Promise<boolean> {
  if (!sessionId || (known && hasMoney(known)) || !theirs.every(isNoMoney)) return false
  const money = await paymentNotificationService(container).inbox.knownMoney(account, { sessionId })
  return !money?.isOpen && !(await sessionExists(container, sessionId))
}

const hasMoney = ({ record, refunds, disputes }: KnownPayment): boolean =>
  isMoney(record.state) || refunds.length > 0 || disputes.length > 0

const isNoMoney = (fact: Fact): boolean => fact.subject === "payment" && !isMoney(fact.state)
