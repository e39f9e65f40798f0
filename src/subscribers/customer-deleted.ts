import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { paymentNotificationService } from "../application/ground/module"

/** Forgets a customer's preferences and their browsers. */
export default async function forgetDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { notificationPreferences, pushSubscriptions } = paymentNotificationService(container)
  await notificationPreferences.remove(event.data.id)
  await pushSubscriptions.removeAll(event.data.id)
}

export const config: SubscriberConfig = {
  event: "customer.deleted",
  context: { subscriberId: "payment-notification-forget-customer" },
}
