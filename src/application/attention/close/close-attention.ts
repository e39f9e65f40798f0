import type { MedusaContainer } from "@medusajs/framework/types"
import type { NewDecision } from "../../../services/store/attention-repository"
import type { PaymentAttention, Resolution } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { requeueBeside } from "./requeue-beside"

/** Closes an item and requeues the events that are quarantined beside it: no open item would show them any more. */
export async function closeAttention(
  container: MedusaContainer,
  item: PaymentAttention,
  resolution: Resolution,
  decision: NewDecision,
  detail: string | null = null,
): Promise<void> {
  await paymentNotificationService(container).attention.resolve(item.id, resolution, decision, detail)
  await requeueBeside(container, item.id)
}
