import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { erasePersonalDataWorkflow } from "../workflows"
import { paymentNotificationService } from "../application/ground/module"

/** Forgets a customer's preferences and their browsers, and where the store wants it, all their data here. */
export default async function forgetDeletedCustomer({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  const { notificationPreferences, pushSubscriptions, options } = paymentNotificationService(container)
  await notificationPreferences.remove(event.data.id)
  await pushSubscriptions.removeAll(event.data.id)
  if (!options.erasure.onCustomerDeleted) return
  await erasePersonalDataWorkflow(container).run({ input: { customer_id: event.data.id, actor: "customer.deleted" } })
}

export const config: SubscriberConfig = {
  event: "customer.deleted",
  context: { subscriberId: "payment-notification-forget-customer" },
}
