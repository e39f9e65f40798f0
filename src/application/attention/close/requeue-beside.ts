import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../ground/module"
import { eventOf } from "../find-event"
import { findItem } from "../find-item"

/**
 * Requeues the events that are quarantined with an item, older ones and those that came during the decision. Each one finds
 * itself done or decided, renews the item's subject, or is quarantined again.
 */
export async function requeueBeside(container: MedusaContainer, itemId: string): Promise<void> {
  const { inbox } = paymentNotificationService(container)
  const event = await eventOf(container, await findItem(container, itemId))
  for (const { id } of event ? await inbox.quarantinedBeside(event) : []) await inbox.requeue(id)
}
