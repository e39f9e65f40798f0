import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentAttention, PaymentAttentionDecision, Resolution } from "../../services/store/entities"
import { paymentNotificationService } from "../module"
import { eventOf } from "./find-event"
import { findItem } from "./find-item"

type Decision = Pick<PaymentAttentionDecision, "action" | "actor" | "note">

/**
 * Closes an item. What is held with it, be it from before or come while it was being decided, has nobody who knows of it any more: it
 * comes up again and finds itself done, or decided, or is held anew.
 */
export async function closeAttention(
  container: MedusaContainer,
  item: PaymentAttention,
  resolution: Resolution,
  decision: Decision,
  detail: string | null = null,
): Promise<void> {
  const { attention, inbox } = paymentNotificationService(container)
  await attention.resolve(item.id, resolution, decision, detail)
  const event = await eventOf(container, await findItem(container, item.id))
  for (const id of event ? await inbox.heldBeside(event) : []) await inbox.wake(id)
}
