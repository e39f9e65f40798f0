import type { MedusaContainer } from "@medusajs/framework/types"
import type { NewDecision } from "../../../services/store/attention-repository"
import type { PaymentAttention, Resolution } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { requeueBeside } from "./requeue-beside"

/**
 * Closes an item and requeues the events that are quarantined beside it: no open item would show them any more. With `about`, only
 * while the item is still about that event: it may have passed to a capture that came meanwhile, and would hide it.
 */
export async function closeAttention(
  container: MedusaContainer,
  item: PaymentAttention,
  resolution: Resolution,
  decision: NewDecision,
  detail: string | null = null,
  about: string | null = null,
): Promise<void> {
  await paymentNotificationService(container).attention.resolve(item.id, resolution, decision, detail, about)
  await requeueBeside(container, item.id)
}
