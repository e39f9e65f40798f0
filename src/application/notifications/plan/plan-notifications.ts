import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isNotifiedToCustomers } from "../../../services/notifications/catalogue"
import { isNotifiedToMerchant } from "../../../services/notifications/merchant-facts"
import type { PaymentRecord } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { findContact } from "../reach/contact"
import { planMerchantNews } from "./plan-merchant-news"
import { notifyCustomer } from "./notify-customer"

/** The captured amount that is not refunded, in minor units. */
const remainingOf = ({ captured_amount, refunded_amount }: PaymentRecord): string => {
  const remaining = BigInt(captured_amount) - BigInt(refunded_amount)
  return (remaining > 0n ? remaining : 0n).toString()
}

/**
 * Writes the outbox rows of a transition, once; a second run adds nothing. The mark on the transition shows the sweep that this
 * was done.
 */
export const planNotificationsStep = createStep(
  "payment-notification-plan",
  async ({ transition_id }: { readonly transition_id: string }, { container }) => {
    const { payments } = paymentNotificationService(container)
    const transition = await payments.findTransition(transition_id)
    if (!transition || transition.notified_at) return new StepResponse(void 0)
    const record = await payments.findRecord(transition.payment_record_id)
    const { fact, amount, currency_code, reason_code } = transition
    if (record && isNotifiedToCustomers(fact)) {
      const contact = await findContact(container, record)
      const about = {
        subject: transition.id,
        fact,
        payment_transition_id: transition.id,
        payment_record_id: record.id,
        payment_attention_id: null,
        data: {
          order_id: record.order_id,
          cart_id: record.cart_id,
          amount,
          currency_code,
          reason_code,
          ...(fact === "refund.succeeded" && { remaining_amount: remainingOf(record) }),
        },
      }
      if (contact) await notifyCustomer(container, contact, about)
    }
    if (record && isNotifiedToMerchant(fact)) await planMerchantNews(container, transition, record)
    await payments.markTransition(transition_id, "notified_at")
    return new StepResponse(void 0)
  },
)
