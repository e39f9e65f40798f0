import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { needsSum } from "../../../../../services/domain/accepted-sum"
import { decisionsOn, type Decision } from "../../../../../services/domain/decisions"
import type { PaymentAttention, PaymentAttentionDecision, PaymentRecord } from "../../../../../services/store/entities"
import { eventOf } from "../../../../../application/attention/find-event"
import { paymentNotificationService } from "../../../../../application/ground/module"
import { presentEvent, type PresentedEvent } from "../../webhook-events/_shared/present-event"

/** An item with the data that a person needs to decide it, and the decisions so far. */
export interface PresentedItem extends PaymentAttention {
  /** The decisions that are possible now. */
  readonly allowed: readonly Decision[]
  /** The provider reported no sum: `accept` needs `amount`. */
  readonly amount_required: boolean
  readonly decisions: readonly PaymentAttentionDecision[]
  readonly event: PresentedEvent | null
  readonly payment: PaymentRecord | null
}

export async function presentItem(req: AuthenticatedMedusaRequest, item: PaymentAttention): Promise<PresentedItem> {
  const { attention, payments } = paymentNotificationService(req.scope)
  const [event, decisions, payment] = await Promise.all([
    eventOf(req.scope, item),
    attention.decisions(item.id),
    item.payment_session_id ? payments.findBySession(item.payment_session_id) : null,
  ])
  const allowed = item.state === "open" ? decisionsOn(item.kind, event) : []
  return {
    ...item,
    allowed,
    amount_required: allowed.includes("accept") && needsSum(item),
    decisions,
    event: event && (await presentEvent(req, event)),
    payment,
  }
}
