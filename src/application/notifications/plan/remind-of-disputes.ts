import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { SWEEP_BATCH } from "../../../services/queue/times"
import type { DueDispute } from "../../../services/store/dispute-repository"
import { paymentNotificationService } from "../../ground/module"
import { findContact } from "../reach/contact"
import { notifyMerchant, notifiesMerchant } from "./notify-merchant"
import { attentionSubject } from "../../disputes/attention-subject"
import { describeDispute } from "../../disputes/describe-dispute"
import { DISPUTE_DEADLINE } from "../../disputes/reminder"

/** Reminds the merchant of the deadlines that come near. Where no address is configured nothing counts as reminded. */
export async function remindOfDisputes(container: MedusaContainer): Promise<void> {
  const { disputes, options } = paymentNotificationService(container)
  if (!notifiesMerchant(container) || !options.disputes.remindBeforeHours.length) return
  for (const dispute of await disputes.due(options.disputes.remindBeforeHours, SWEEP_BATCH)) {
    try {
      await remind(container, dispute)
      await disputes.markReminded(dispute)
    } catch (error) {
      // The next sweep tries again; the deadlines behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`dispute ${dispute.id}: ${describeError(error).message}`)
    }
  }
}

async function remind(container: MedusaContainer, dispute: DueDispute): Promise<void> {
  const { attention, payments } = paymentNotificationService(container)
  const record = await payments.findRecord(dispute.payment_record_id)
  if (!record) return
  const contact = await findContact(container, record)
  const item = await attention.findBySubject("dispute", attentionSubject(dispute, record))
  await notifyMerchant(container, {
    // The deadline is part of it, so that the merchant is reminded again of one that is put off.
    subject: `${dispute.id}:${dispute.hours}:${dispute.evidence_due_by.toISOString()}`,
    fact: DISPUTE_DEADLINE,
    payment_transition_id: null,
    payment_record_id: record.id,
    payment_attention_id: null,
    data: {
      order_id: record.order_id,
      order_display_id: contact?.orderDisplayId ?? null,
      amount: dispute.amount,
      currency_code: dispute.currency_code,
      reason_code: dispute.reason_code,
      detail: describeDispute(dispute, record),
      account: record.account,
      provider_payment_id: record.provider_payment_id,
      dispute_id: dispute.id,
      attention_id: item?.id ?? null,
      evidence_due_by: dispute.evidence_due_by.toISOString(),
    },
  })
}
