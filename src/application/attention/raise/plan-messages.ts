import type { MedusaContainer } from "@medusajs/framework/types"
import { isNotifiedToCustomers } from "../../../services/notifications/catalogue"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { findContact } from "../../notifications/reach/contact"
import { notifyCustomer } from "../../notifications/plan/notify-customer"
import { notifyMerchant } from "../../notifications/plan/notify-merchant"

/** Plans the messages about an item, once: to the merchant, and to the customer where it concerns them. */
export async function planAttentionMessages(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const fact = `attention.${item.kind}`
  const notifiesCustomer = isNotifiedToCustomers(fact)
  const contact = notifiesCustomer || item.order_id ? await findContact(container, item) : undefined
  const about = { payment_transition_id: null, payment_record_id: item.payment_record_id, payment_attention_id: item.id }
  const data = {
    order_id: item.order_id,
    order_display_id: contact?.orderDisplayId ?? null,
    amount: item.amount,
    currency_code: item.currency_code,
    reason_code: null,
  }
  // The merchant is notified again of an item that comes up again. The customer is not: they know already.
  const closings = (await attention.decisions(item.id)).filter(({ outcome }) => outcome === "done").length
  const before = item.state === "resolved" ? closings - 1 : closings
  await notifyMerchant(container, {
    ...about,
    subject: before > 0 ? `${item.id}:${before}` : item.id,
    fact,
    data: {
      ...data,
      detail: item.detail,
      account: item.account,
      provider_payment_id: item.provider_payment_id,
      attention_id: item.id,
      // So far only disputes have to be answered by a day.
      ...(item.due_by && { evidence_due_by: item.due_by.toISOString() }),
    },
  })
  if (notifiesCustomer && contact && item.amount && item.currency_code) {
    await notifyCustomer(container, contact, { ...about, subject: item.id, fact, data: { ...data, cart_id: item.cart_id } })
  }
}
