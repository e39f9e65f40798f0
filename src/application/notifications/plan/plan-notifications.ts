import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { isNotifiedToCustomers } from "../../../services/notifications/catalogue"
import { isNotifiedToMerchant } from "../../../services/notifications/merchant-facts"
import type { PaymentRecord, PaymentTransition } from "../../../services/store/entities"
import { ATTENTION_KINDS, LATE_PAYMENT } from "../../../services/domain/attention-kinds"
import { paymentNotificationService } from "../../ground/module"
import { findContact } from "../reach/contact"
import { planMerchantNews } from "./plan-merchant-news"
import { notifyCustomer } from "./notify-customer"

/** The captured amount that is not refunded, in minor units. */
const remainingOf = ({ captured_amount, refunded_amount }: PaymentRecord): string => {
  const remaining = BigInt(captured_amount) - BigInt(refunded_amount)
  return (remaining > 0n ? remaining : 0n).toString()
}

/** Money that was accepted for an order that is canceled has a message of its own: "thank you" would promise the order. */
const messageFactOf = ({ fact, reason_code }: PaymentTransition): string =>
  fact === "payment.captured" && reason_code === LATE_PAYMENT ? "payment.late" : fact

const isKind = (reason: string | null): boolean => (ATTENTION_KINDS as readonly (string | null)[]).includes(reason)

/** Quarantined money that was refunded belongs to no order; its attention item says whose it is. */
async function orderOfReview(
  container: MedusaContainer,
  { webhook_event_id, reason_code }: PaymentTransition,
): Promise<string | null> {
  if (!webhook_event_id || !isKind(reason_code)) return null
  return (await paymentNotificationService(container).attention.findLatestOf(webhook_event_id))?.order_id ?? null
}

/** The step of `planNotifications`. */
export const planNotificationsStep = createStep(
  "payment-notification-plan",
  async ({ transition_id }: { readonly transition_id: string }, { container }) => {
    await planNotifications(container, transition_id)
    return new StepResponse(void 0)
  },
)

/**
 * Writes the outbox rows of a transition, once; a second run adds nothing. The mark on the transition shows the sweep that this
 * was done.
 */
export async function planNotifications(container: MedusaContainer, transitionId: string): Promise<void> {
  const { payments } = paymentNotificationService(container)
  const found = await payments.findTransition(transitionId)
  if (!found || found.transition.notified_at) return
  const { transition, record } = found
  const toMerchant = isNotifiedToMerchant(transition.fact)
  let isMarked = false
  const { amount, currency_code, reason_code } = transition
  const fact = messageFactOf(transition)
  if (isNotifiedToCustomers(fact)) {
    const order_id = record.order_id ?? (await orderOfReview(container, transition))
    const contact = await findContact(container, { order_id, cart_id: record.cart_id })
    const about = {
      subject: transition.id,
      fact,
      payment_transition_id: transition.id,
      payment_record_id: record.id,
      payment_attention_id: null,
      data: {
        order_id,
        cart_id: record.cart_id,
        amount,
        currency_code,
        reason_code,
        ...(fact === "refund.succeeded" && { remaining_amount: remainingOf(record) }),
      },
    }
    if (contact) isMarked = await notifyCustomer(container, contact, about, toMerchant ? undefined : transitionId)
  }
  if (toMerchant) await planMerchantNews(container, transition, record)
  if (!isMarked || toMerchant) await payments.markTransition(transitionId, "notified_at")
}
