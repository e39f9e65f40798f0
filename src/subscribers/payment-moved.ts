import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PAYMENT_EVENTS, type PaymentEventData } from "../workflows/events"
import { followUpDue } from "../workflows/follow-up/follow-up-due"
import { isFollowedUp } from "../workflows/follow-up/registered-hooks"
import { notifyLater } from "../workflows/notify/notify-later"

/** Turns a fact into customer notifications, and has it followed up. */
export default async function notifyOnPaymentMoved({ event, container }: SubscriberArgs<PaymentEventData>): Promise<void> {
  notifyLater(container, event.data.id)
  if (isFollowedUp(container, event.data.fact)) followUpDue(container)
}

export const config: SubscriberConfig = {
  event: [...PAYMENT_EVENTS],
  context: { subscriberId: "payment-notification-notify" },
}
