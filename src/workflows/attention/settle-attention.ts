import type { MedusaContainer } from "@medusajs/framework/types"
import type { AttentionKind, PaymentAttention } from "../../services/store/entities"
import { paymentNotificationService } from "../module"
import { eventOf } from "./find-event"

/** Kinds that stand and fall with the event that is held. */
export const ABOUT_AN_EVENT: readonly AttentionKind[] = [
  "mismatch",
  "orphan_payment",
  "double_payment",
  "late_payment",
  "capture_reversed",
  "dead_event",
]

/** Nobody decided: things took their course. */
export const SYSTEM = { action: "supersede", actor: "system", note: null } as const

/** The event of an item was dealt with: as a person accepted it, or by itself. */
export async function settleAttention(container: MedusaContainer, item: PaymentAttention): Promise<void> {
  const { attention, inbox } = paymentNotificationService(container)
  const decision = item.state === "deciding" ? await attention.lastDecision(item.id) : null
  const isAccepted = decision?.action === "accept"
  if (isAccepted) await attention.resolve(item.id, "accepted", decision)
  else if (item.state === "open" && ABOUT_AN_EVENT.includes(item.kind))
    await attention.resolve(item.id, "superseded", SYSTEM, "its event was dealt with")
  else return
  // What was held with it under this item has nobody who knows of it any more: it finds itself done now, or is held anew.
  const event = await eventOf(container, item)
  for (const id of event ? await inbox.heldBeside(event) : []) await inbox.wake(id)
}
