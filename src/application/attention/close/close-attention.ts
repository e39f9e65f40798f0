import type { MedusaContainer } from "@medusajs/framework/types"
import type { PaymentAttention, PaymentAttentionDecision, Resolution } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { requeueBeside } from "./requeue-beside"

type Decision = Pick<PaymentAttentionDecision, "action" | "actor" | "note">

/** Closes an item and requeues the events that are quarantined beside it: no open item would show them any more. */
export async function closeAttention(
  container: MedusaContainer,
  item: PaymentAttention,
  resolution: Resolution,
  decision: Decision,
  detail: string | null = null,
): Promise<void> {
  await paymentNotificationService(container).attention.resolve(item.id, resolution, decision, detail)
  await requeueBeside(container, item.id)
}
