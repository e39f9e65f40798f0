import type { MedusaContainer } from "@medusajs/framework/types"
import type { DisputeFact, PaymentFact, RefundFact } from "../../services/domain/facts"
import type { Applied } from "./applied"
import { applyDispute } from "./dispute/apply-dispute"
import type { FactContext } from "./fact-context"
import { applyPayment } from "./payment/apply-payment"
import { applyRefund } from "./refund/apply-refund"

/** Facts of a payment, its refunds and its disputes. */
export type PaymentsFact = PaymentFact | RefundFact | DisputeFact

/** Applies one fact to the payment it is about: alone, and as often as the caller likes. */
export function applyFact(container: MedusaContainer, { fact, ...context }: FactContext<PaymentsFact>): Promise<Applied> {
  switch (fact.subject) {
    case "payment":
      return applyPayment(container, { ...context, fact })
    case "refund":
      return applyRefund(container, { ...context, fact })
    case "dispute":
      return applyDispute(container, { ...context, fact })
  }
}
