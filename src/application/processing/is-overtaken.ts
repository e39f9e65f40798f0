import type { MedusaContainer } from "@medusajs/framework/types"
import type { ClaimedEvent, Verdict } from "../../services/store/webhook-event-repository"
import { paymentNotificationService } from "../ground/module"
import { knowsMore } from "./known-of"
import type { Outcome } from "./outcome"

/**
 * Whether the event's session, a transition or the end of a review that it waits for has come before its verdict was written, when
 * no row showed yet that the event waits. Nothing else would have it looked at again, or only the sweep.
 */
export async function isOvertaken(
  container: MedusaContainer,
  { id, account }: ClaimedEvent,
  { verdict, version, known }: Outcome,
): Promise<boolean> {
  const { payments } = paymentNotificationService(container)
  for (const item of verdict.awaited ?? []) if (await isDecided(container, item, id)) return true
  if (known) return knowsMore(container, { id, account }, known)
  const { state, reason, paymentSessionId } = verdict
  const waits = state === "quarantined" || (state === "ignored" && reason === "decided")
  if (!waits || !paymentSessionId || version === undefined) return false
  if ((await payments.versionOf(paymentSessionId)) > version) return true
  return hasMoved(container, account, verdict)
}

/**
 * Whether an item is decided that an event waits for. A decision to apply this very event found it being worked on, and could not
 * requeue it.
 */
async function isDecided(container: MedusaContainer, itemId: string, eventId: string): Promise<boolean> {
  const { attention } = paymentNotificationService(container)
  const item = await attention.find(itemId)
  if (item?.state !== "deciding") return item?.state === "resolved"
  return item.webhook_event_id === eventId && (await attention.lastDecision(itemId))?.action === "accept"
}

/** Whether a refund's or a dispute's payment is in another session now: one that is refunded here gets a session of its own. */
async function hasMoved(
  container: MedusaContainer,
  account: string,
  { fact, providerPaymentId, paymentSessionId }: Verdict,
): Promise<boolean> {
  if (!providerPaymentId || fact?.startsWith("payment.")) return false
  const session = await paymentNotificationService(container).payments.findSessionOf(account, providerPaymentId)
  return session !== undefined && session !== paymentSessionId
}
