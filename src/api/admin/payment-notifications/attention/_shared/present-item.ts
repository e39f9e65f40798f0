import type { MedusaContainer } from "@medusajs/framework/types"
import { decisionsOn, type Decision } from "../../../../../services/domain/decisions"
import type { PaymentAttention, PaymentAttentionDecision, PaymentRecord } from "../../../../../services/store/entities"
import { eventOf } from "../../../../../application/attention/find-event"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { presentEvent, type PresentedEvent } from "../../webhook-events/_shared/present-event"

/** An item with the data that a person needs to decide it, and the decisions so far. */
export interface PresentedItem extends PaymentAttention {
  /** The decisions that are possible now. */
  readonly allowed: readonly Decision[]
  readonly decisions: readonly PaymentAttentionDecision[]
  readonly event: PresentedEvent | null
  readonly payment: PaymentRecord | null
}

export async function presentItem(container: MedusaContainer, item: PaymentAttention): Promise<PresentedItem> {
  const { attention, payments } = paymentNotificationService(container)
  const [event, decisions, payment] = await Promise.all([
    eventOf(container, item),
    attention.decisions(item.id),
    item.payment_session_id ? payments.findBySession(item.payment_session_id) : null,
  ])
  return {
    ...item,
    allowed: item.state === "open" ? decisionsOn(item.kind, event) : [],
    decisions,
    event: event && (await presentEvent(container, event)),
    payment,
  }
}
