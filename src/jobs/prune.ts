import type { MedusaContainer } from "@medusajs/framework/types"
import { prune } from "../application/prune"

/** The clock: once a day, rows that nobody needs any more are deleted. */
export default async function prunePaymentNotifications(container: MedusaContainer): Promise<void> {
  await prune(container)
}

export const config = {
  name: "payment-notification-prune",
  schedule: { cron: "23 3 * * *", concurrency: "forbid" },
}
