import type { MedusaContainer } from "@medusajs/framework/types"
import { LATE_PAYMENT, type AttentionKind } from "../../services/domain/attention-kinds"
import { AwaitsReviewError } from "../../services/domain/awaits-review-error"
import type { DisputeFact, RefundFact } from "../../services/domain/facts"
import { isMoney } from "../../services/domain/states"
import type { PaymentAttention, PaymentRecord } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"
import type { FactContext } from "./fact-context"

type Report = FactContext<RefundFact | DisputeFact>

const QUARANTINE: readonly AttentionKind[] = ["mismatch", "orphan_payment", "double_payment", LATE_PAYMENT, "risk"]

/**
 * The items under which the money of a refund or a dispute is quarantined. The report waits for the decision about that money: until
 * then the money is nowhere recorded, and to try again would end as a dead event while the person who decides is still looking. A
 * payment that is authorized holds money of its own, which may be disputed; only late money is kept apart from it.
 */
export async function reviewsOf(
  container: MedusaContainer,
  { sessionId, fact: { providerPaymentId } }: Report,
  record: PaymentRecord | null,
): Promise<readonly PaymentAttention[]> {
  const kinds: readonly AttentionKind[] = isMoney(record?.state) ? [LATE_PAYMENT] : QUARANTINE
  const items = await paymentNotificationService(container).attention.unresolvedOf(sessionId, kinds)
  // An item that only flags an order quarantines nothing.
  return items.filter(
    ({ provider_payment_id: id, data }) => data["action"] !== "flag" && (!id || !providerPaymentId || id === providerPaymentId),
  )
}

export const reviewComesFirst = ({ fact: { subject } }: Report, reviews: readonly PaymentAttention[]): AwaitsReviewError =>
  new AwaitsReviewError(`a ${subject} of money that is under review: decide about the money first`, {
    items: reviews.map(({ id }) => id),
  })
