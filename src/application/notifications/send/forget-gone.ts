import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempted } from "../../../services/outbox/attempt-outcome"
import { paymentNotificationService } from "../../ground/module"

/** Forgets the browsers that their push service reports as gone, so that nothing is sent to them again. */
export async function forgetGone(container: MedusaContainer, attempts: readonly Attempted[]): Promise<void> {
  const { pushSubscriptions } = paymentNotificationService(container)
  for (const attempt of attempts) {
    if (!("error" in attempt) || attempt.failure?.code !== "gone") continue
    const device = await pushSubscriptions.find(attempt.message.recipient)
    if (device) await pushSubscriptions.remove(device.endpoint)
  }
}
