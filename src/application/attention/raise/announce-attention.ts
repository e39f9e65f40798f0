import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { PaymentAttention } from "../../../services/store/entities"
import { ATTENTION_RAISED } from "../../ground/events"
import { paymentNotificationService } from "../../ground/module"
import { planAttentionMessages } from "./plan-messages"

/**
 * Plans the messages about an item, puts it on the event bus, then marks it. This happens at least once: the sweep repeats it for
 * unmarked items.
 */
export async function announceAttention(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  await planAttentionMessages(container, item)
  const { announced_at: _mark, ...data } = item
  await container.resolve(Modules.EVENT_BUS).emit({ name: ATTENTION_RAISED, data })
  await paymentNotificationService(container).attention.markAnnounced(item.id)
}
