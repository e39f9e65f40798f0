import type { MedusaContainer } from "@medusajs/framework/types"
import { prune } from "../application/prune"

/** The clock: once a day, what nobody needs any more goes. */
export default async function prunePaymentNotifications(container: MedusaContainer): Promise<void> {
  await prune(container)
}

export const config = {
  name: "payment-notification-prune",
  schedule: { cron: "23 3 * * *", concurrency: "forbid" },
}
