import type { MedusaContainer } from "@medusajs/framework/types"
import { SWEEP_BATCH } from "../../services/queue/times"
import { SYSTEM } from "../attention/system-decision"
import { paymentNotificationService } from "../ground/module"

/**
 * Closes items about destinations that take deliveries again, that a person has enabled, or that are deleted: an item that is overtaken
 * hides those that are not. A destination that goes on failing gets another one.
 */
export async function closeRecovered(container: MedusaContainer): Promise<void> {
  const { attention, deliveryDestinations } = paymentNotificationService(container)
  for (const { id, data } of await attention.undecided("delivery_failing", SWEEP_BATCH)) {
    const destination = await deliveryDestinations.find(String(data["destination_id"]))
    if (!destination) await attention.resolve(id, "superseded", SYSTEM, "the destination was deleted")
    else if (destination.state !== "disabled" && !destination.failing_since) {
      await attention.resolve(id, "superseded", SYSTEM, "the destination takes deliveries again")
    }
  }
}
