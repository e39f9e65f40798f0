import type { MedusaContainer } from "@medusajs/framework/types"
import { awaitsAnswer, isDecided } from "../../../services/domain/disputes"
import type { DisputeFact } from "../../../services/domain/facts"
import type { PaymentDispute, PaymentRecord } from "../../../services/store/entities"
import { aboutPayment } from "../../attention/raise/about-payment"
import { raiseAttention } from "../../attention/raise/raise-attention"
import { SYSTEM } from "../../attention/system-decision"
import { attentionSubject } from "../../disputes/attention-subject"
import { describeDispute } from "../../disputes/describe-dispute"
import { paymentNotificationService } from "../../ground/module"
import type { FactContext } from "../fact-context"

type Disputed = Pick<
  PaymentDispute,
  "provider_dispute_id" | "state" | "amount" | "lost_amount" | "currency_code" | "reason_code" | "evidence_due_by"
>

/** Puts a dispute up for the merchant's attention while it has to be answered. Its end closes the item by itself. */
export async function attendToDispute(
  container: MedusaContainer,
  { account, event }: FactContext<DisputeFact>,
  record: PaymentRecord,
  dispute: Disputed,
): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const subjectKey = attentionSubject(dispute, record)
  if (isDecided(dispute.state)) {
    const item = await attention.findBySubject("dispute", subjectKey)
    if (item) await attention.resolve(item.id, "superseded", SYSTEM, `the dispute is ${dispute.state}`)
    return
  }
  if (!awaitsAnswer(dispute.state)) return
  await raiseAttention(container, {
    kind: "dispute",
    subject_key: subjectKey,
    ...aboutPayment(record),
    account: account.id,
    webhook_event_id: event.id,
    amount: dispute.amount,
    currency_code: dispute.currency_code,
    detail: describeDispute(dispute, record),
    data: { state: dispute.state, provider_dispute_id: dispute.provider_dispute_id, reason_code: dispute.reason_code },
    due_by: dispute.evidence_due_by,
  })
}
