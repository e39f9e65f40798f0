import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttentionKind, PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { eventOf } from "../find-event"
import { SYSTEM } from "../system-decision"
import { closeAttention } from "./close-attention"

/** Kinds that stay open as long as their event is quarantined. */
export const ABOUT_AN_EVENT: readonly AttentionKind[] = [
  "mismatch",
  "orphan_payment",
  "double_payment",
  "late_payment",
  "capture_reversed",
  "dead_event",
  "unclear_report",
  "foreign_order",
]

/** The event of an item is finished: as a person accepted it, or by itself. */
export async function closeReview(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  const { attention } = paymentNotificationService(container)
  const decision = item.state === "deciding" ? await attention.lastDecision(item.id) : null
  if (decision?.action === "accept") return closeAttention(container, item, "accepted", decision)
  if (item.state !== "open" || !ABOUT_AN_EVENT.includes(item.kind)) return
  await closeAttention(container, item, "superseded", SYSTEM, await whyFinished(container, item), item.webhook_event_id)
}

async function whyFinished(container: MedusaContainer, item: PaymentAttention): Promise<string> {
  const event = await eventOf(container, item)
  if (event?.last_error) return event.last_error
  return event?.reason === "stale" ? "a later report of the payment has overtaken it" : "its event was dealt with"
}
