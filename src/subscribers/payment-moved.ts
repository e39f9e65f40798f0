import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PAYMENT_EVENTS, type PaymentEventData } from "../workflows/events"
import { notifyPaymentWorkflow } from "../workflows/notify/notify-payment"

/** Turns a fact into customer notifications. */
export default async function notifyOnPaymentMoved({ event, container }: SubscriberArgs<PaymentEventData>): Promise<void> {
  await notifyPaymentWorkflow(container).run({ input: { transition_id: event.data.id } })
}

export const config: SubscriberConfig = {
  event: [...PAYMENT_EVENTS],
  context: { subscriberId: "payment-notification-notify" },
}
