import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { flagKeptMoney } from "../application/attention/flag-kept-money"

/** Looks whether a canceled order keeps money that was recorded during its cancellation. */
export default async function lookForKeptMoney({ event, container }: SubscriberArgs<{ id: string }>): Promise<void> {
  await flagKeptMoney(container, event.data.id)
}

export const config: SubscriberConfig = {
  event: "order.canceled",
  context: { subscriberId: "payment-notification-kept-money" },
}
