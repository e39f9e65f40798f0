import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PAYMENT_EVENTS, type PaymentEventData } from "../application/ground/events"
import { runDueAfterPayment } from "../application/after-payment/run-due"
import { notifyLater } from "../application/notifications/plan/notify-later"
import { paymentNotificationService } from "../application/ground/module"

/** Turns a fact into notifications, and runs its after-payment workflow. */
export default async function notifyOnPaymentMoved({ event, container }: SubscriberArgs<PaymentEventData>): Promise<void> {
  notifyLater(container, event.data.id)
  if (paymentNotificationService(container).afterPaymentFacts.has(event.data.fact)) runDueAfterPayment(container)
}

export const config: SubscriberConfig = {
  event: [...PAYMENT_EVENTS],
  context: { subscriberId: "payment-notification-notify" },
}
