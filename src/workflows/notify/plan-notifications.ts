import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PaymentRecord, PaymentTransition } from "../../services/store/entities"
import { paymentNotificationService } from "../module"
import { findContact } from "./contact"
import { isTold, type MessageData } from "./content"
import { isToldToMerchant } from "./merchant-content"
import { planMerchantNews } from "./plan-merchant-news"

const CHANNEL = "email"

/** Writes the ledger rows of a move, once; a second run adds nothing. The mark tells the sweep that this was done. */
export const planNotificationsStep = createStep(
  "payment-notification-plan",
  async ({ transition_id }: { readonly transition_id: string }, { container }) => {
    const { payments } = paymentNotificationService(container)
    const transition = await payments.findTransition(transition_id)
    if (!transition || transition.notified_at) return new StepResponse(void 0)
    const record = await payments.findRecord(transition.payment_record_id)
    if (record && isTold(transition.fact)) await plan(container, transition, record)
    if (record && isToldToMerchant(transition.fact)) await planMerchantNews(container, transition, record)
    await payments.markTransition(transition_id, "notified_at")
    return new StepResponse(void 0)
  },
)

async function plan(container: MedusaContainer, transition: PaymentTransition, record: PaymentRecord): Promise<void> {
  const { ledger, options } = paymentNotificationService(container)
  if (!options.notifications.enabled) return
  const contact = await findContact(container, record)
  if (!contact) return
  const data: MessageData & Record<string, unknown> = {
    shop_name: options.notifications.shopName ?? null,
    order_id: record.order_id,
    order_display_id: contact.orderDisplayId,
    customer_id: contact.customerId,
    amount: transition.amount,
    currency_code: transition.currency_code,
    reason_code: transition.reason_code,
  }
  const templates: Readonly<Record<string, string | undefined>> = options.notifications.templates
  await ledger.plan([
    {
      subject: transition.id,
      payment_transition_id: transition.id,
      payment_attention_id: null,
      payment_record_id: record.id,
      fact: transition.fact,
      audience: "customer",
      channel: CHANNEL,
      recipient: contact.email,
      locale: contact.locale,
      template: templates[transition.fact] ?? transition.fact,
      data,
    },
  ])
}
