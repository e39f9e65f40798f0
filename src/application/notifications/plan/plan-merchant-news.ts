import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentRecord, PaymentTransition } from "../../../services/store/entities"
import { describeDispute } from "../../disputes/describe-dispute"
import { paymentNotificationService } from "../../ground/module"
import { findContact } from "../reach/contact"
import { notifyMerchant } from "./notify-merchant"

/** Notifies the merchant how a dispute ended, once. */
export async function planMerchantNews(
  container: MedusaContainer,
  transition: PaymentTransition,
  record: PaymentRecord,
): Promise<void> {
  const { disputes } = paymentNotificationService(container)
  const dispute = transition.subject_id ? await disputes.find(transition.subject_id) : null
  if (!dispute) return
  const contact = await findContact(container, record)
  const { fact, amount, currency_code, reason_code, to_state } = transition
  // As of this transition: the dispute may have gone on since.
  const dispute_ = { ...dispute, amount, reason_code, state: to_state as typeof dispute.state }
  await notifyMerchant(container, {
    subject: transition.id,
    fact,
    payment_transition_id: transition.id,
    payment_record_id: record.id,
    payment_attention_id: null,
    data: {
      order_id: record.order_id,
      order_display_id: contact?.orderDisplayId ?? null,
      amount,
      currency_code,
      reason_code,
      detail: describeDispute(dispute_, record),
      account: record.account,
      provider_payment_id: record.provider_payment_id,
    },
  })
}
