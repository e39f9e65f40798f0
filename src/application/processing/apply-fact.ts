import type { MedusaContainer } from "@medusajs/framework/types"
import type { DisputeFact, PaymentFact, RefundFact } from "../../services/domain/facts"
import type { Applied } from "./applied"
import { applyDispute } from "./dispute/apply-dispute"
import type { FactContext } from "./fact-context"
import { applyPayment } from "./payment/apply-payment"
import { applyRefund } from "./refund/apply-refund"
import { refundInstead } from "./refund/refund-instead"
import { acceptReview } from "./risk/end-review"

/** Facts of a payment, its refunds and its disputes. */
export type PaymentsFact = PaymentFact | RefundFact | DisputeFact

/** Applies one fact to the payment it is about: alone, and as often as the caller likes. */
export function applyFact(container: MedusaContainer, { fact, ...context }: FactContext<PaymentsFact>): Promise<Applied> {
  switch (fact.subject) {
    case "payment":
      return applyPaymentFact(container, { ...context, fact })
    case "refund":
      return applyRefund(container, { ...context, fact })
    case "dispute":
      return applyDispute(container, { ...context, fact })
  }
}

const CANCELED_OR_REFUNDED =
  "the provider canceled or refunded a payment of which a part is captured, and does not say what: look whether the part went back"

async function applyPaymentFact(container: MedusaContainer, report: FactContext<PaymentFact>): Promise<Applied> {
  const applied = await applyPayment(container, report)
  const refund = applied.outcome === "conflict" ? refundInstead(report.fact, applied.record) : undefined
  if (refund) return applyRefund(container, { ...report, fact: refund })
  // A part was captured and the rest released: which of the two was returned is for a person to find out.
  if (applied.outcome === "stale" && report.fact.ifCaptured && applied.record.state === "captured" && !report.accepted) {
    return { outcome: "conflict", record: applied.record, kind: "unclear_report", detail: CANCELED_OR_REFUNDED }
  }
  if (applied.outcome !== "conflict" && report.fact.reviewDecision === "accepted") await acceptReview(container, report)
  return applied
}
