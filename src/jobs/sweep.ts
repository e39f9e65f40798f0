import type { MedusaContainer } from "@medusajs/framework/types"
import { sweep } from "../application/sweep"

/** The clock: what no hint reached is found within seconds. */
export default async function sweepPaymentNotifications(container: MedusaContainer): Promise<void> {
  await sweep(container)
}

export const config = {
  name: "payment-notification-sweep",
  schedule: { interval: 5_000, concurrency: "forbid" },
}
