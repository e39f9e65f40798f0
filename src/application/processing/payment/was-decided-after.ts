import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentFact } from "../../../services/domain/facts"
import { capturesIn, reviewOfCaptures } from "../../../services/domain/reviewed-facts"
import { paymentNotificationService } from "../../ground/module"
import { reportedAt, type FactContext } from "../fact-context"

/**
 * Whether a person has dismissed or refunded this payment's captured money after the reported end of it. A payment that is canceled
 * while its buyer pays is reported both ways; no order took its money, and its record was written only for what became of that. To
 * accept a reversal there would book money as lost that the provider still shows.
 */
export async function wasDecidedAfter(container: MedusaContainer, report: FactContext<PaymentFact>): Promise<boolean> {
  const { event, fact, sessionId } = report
  const { attention } = paymentNotificationService(container)
  const cases = await attention.aboutPayment(sessionId, event.account, fact.providerPaymentId ?? null)
  if (reviewOfCaptures(fact, cases) !== "decided") return false
  const at = reportedAt(report) ?? event.received_at
  return capturesIn(fact, cases).some(({ resolved_at }) => resolved_at !== null && resolved_at >= at)
}
