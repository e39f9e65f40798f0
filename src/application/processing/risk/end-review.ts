import type { MedusaContainer } from "@medusajs/framework/types"
import { toMajor } from "../../../services/domain/money"
import type { PaymentFact } from "../../../services/domain/facts"
import { isMoney } from "../../../services/domain/states"
import type { PaymentAttention } from "../../../services/store/entities"
import type { Verdict } from "../../../services/store/webhook-event-repository"
import { aboutPayment } from "../../attention/raise/about-payment"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { closeAttention } from "../../attention/close/close-attention"
import { ignoreQuarantined } from "../../attention/close/ignore-quarantined"
import { SYSTEM } from "../../attention/system-decision"
import { paymentNotificationService } from "../../ground/module"
import type { FactContext } from "../fact-context"

/** On record as a decision, so that the payment's own event, which still says "under review", is no reason to review it again. */
const BY_PROVIDER = { action: "accept", actor: "provider", note: null } as const

/** The provider accepted the payment after its review, and the payment is applied: nobody has to look at it for the review. */
export async function acceptReview(container: MedusaContainer, report: FactContext<PaymentFact>): Promise<void> {
  const { inbox } = paymentNotificationService(container)
  for (const item of await reviewItems(container, report)) {
    await closeAttention(container, item, "accepted", BY_PROVIDER, "the provider accepted the payment after its review")
    // The review counts no more: see isReviewAccepted.
    if (item.webhook_event_id) await inbox.requeue(item.webhook_event_id)
  }
}

/**
 * The provider rejected the payment after its review, and cancels or refunds it by itself. A payment that was quarantined for the
 * review stays unapplied. An order that was made of it must not be shipped, so a person is told.
 */
export async function rejectReview(container: MedusaContainer, report: FactContext<PaymentFact>): Promise<Verdict> {
  const { payments } = paymentNotificationService(container)
  for (const item of await reviewItems(container, report)) {
    await ignoreQuarantined(container, item, "review_rejected")
    await closeAttention(container, item, "superseded", SYSTEM, "the provider rejected the payment after its review")
  }
  const record = await payments.findBySession(report.sessionId)
  if (record && isMoney(record.state)) {
    const sum = `${toMajor(BigInt(record.amount), record.currency_code)} ${record.currency_code.toUpperCase()}`
    await raiseAttention(container, {
      kind: "risk",
      subject_key: `${report.sessionId}:review_rejected`,
      ...aboutPayment(record),
      webhook_event_id: report.event.id,
      detail: `the provider rejected this payment of ${sum} after its review and cancels or refunds it: do not ship`,
      data: { rule: "review", action: "flag" },
    })
  }
  return { state: "processed", reason: "review_rejected" }
}

/** The open items under which the payment is flagged or quarantined for the provider's review. */
async function reviewItems(
  container: MedusaContainer,
  { fact, sessionId }: FactContext<PaymentFact>,
): Promise<PaymentAttention[]> {
  const { attention } = paymentNotificationService(container)
  const subjects = [`${sessionId}:review`, `${sessionId}:${fact.providerPaymentId ?? ""}`]
  const items = await Promise.all(subjects.map((subject) => attention.findBySubject("risk", subject)))
  return items.filter((item): item is PaymentAttention => item?.state === "open")
}
