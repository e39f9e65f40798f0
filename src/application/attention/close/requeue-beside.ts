import type { MedusaContainer } from "@medusajs/framework/types"
import { paymentNotificationService } from "../../ground/module"
import { eventOf } from "../find-event"
import { findItem } from "../find-item"

/**
 * What is held with an item, be it from before or come while it was being decided, comes up again: it finds itself done or decided, renews
 * what the item is about, or is held anew.
 */
export async function requeueBeside(container: MedusaContainer, itemId: string): Promise<void> {
  const { inbox } = paymentNotificationService(container)
  const event = await eventOf(container, await findItem(container, itemId))
  for (const id of event ? await inbox.quarantinedBeside(event) : []) await inbox.requeue(id)
}
