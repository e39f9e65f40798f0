import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { paymentNotificationService } from "../application/ground/module"

/** Forgets what a customer chose, and the browsers they were told on. */
export default async function forgetDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { notificationPreferences, pushSubscriptions } = paymentNotificationService(container)
  await notificationPreferences.remove(event.data.id)
  await pushSubscriptions.removeAll(event.data.id)
}

export const config: SubscriberConfig = {
  event: "customer.deleted",
  context: { subscriberId: "payment-notification-forget-customer" },
}
