import type { MedusaContainer } from "@medusajs/framework/types"
import { sweep } from "../application/sweep"

/** The clock: finds within seconds the work that no hint reached. */
export default async function sweepPaymentNotifications(container: MedusaContainer): Promise<void> {
  await sweep(container)
}

export const config = {
  name: "payment-notification-sweep",
  schedule: { interval: 5_000, concurrency: "forbid" },
}
