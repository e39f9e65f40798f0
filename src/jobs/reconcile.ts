import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcile } from "../application/reconciliation/schedule/reconcile"

/** The clock: asks providers for facts that no webhook reported, for each payment at its age. */
export default async function reconcilePayments(container: MedusaContainer): Promise<void> {
  await reconcile(container)
}

export const config = {
  name: "payment-notification-reconcile",
  schedule: { interval: 60_000, concurrency: "forbid" },
}
