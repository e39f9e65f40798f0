import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentRecord, PaymentTransition } from "../../services/store/entities"
import { describeDispute } from "../disputes/describe-dispute"
import { paymentNotificationService } from "../module"
import { findContact } from "./contact"

/** Writes the ledger rows that tell the merchant how a dispute ended, once. */
export async function planMerchantNews(
  container: MedusaContainer,
  transition: PaymentTransition,
  record: PaymentRecord,
): Promise<void> {
  const { disputes, ledger, options } = paymentNotificationService(container)
  const { enabled, merchantRecipients, shopName } = options.notifications
  const dispute = transition.subject_id ? await disputes.find(transition.subject_id) : null
  if (!enabled || !merchantRecipients.length || !dispute) return
  const contact = await findContact(container, record)
  const { fact, amount, currency_code, reason_code, to_state } = transition
  // As of this move: the dispute may have gone on since.
  const told = { ...dispute, amount, reason_code, state: to_state as typeof dispute.state }
  await ledger.plan(
    merchantRecipients.map((recipient) => ({
      subject: transition.id,
      payment_transition_id: transition.id,
      payment_attention_id: null,
      payment_record_id: record.id,
      fact,
      audience: "merchant" as const,
      channel: "email",
      recipient,
      locale: null,
      template: `merchant.${fact}`,
      data: {
        shop_name: shopName ?? null,
        order_id: record.order_id,
        order_display_id: contact?.orderDisplayId ?? null,
        amount,
        currency_code,
        reason_code,
        detail: describeDispute(told, record),
        account: record.account,
        provider_payment_id: record.provider_payment_id,
      },
    })),
  )
}
