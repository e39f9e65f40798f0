import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { eventOf } from "../find-event"

/**
 * Ignores the events of an item: the one it was raised for, and those that reported the same payment when the decision was made.
 * The decision does not cover events that have come since.
 */
export async function ignoreQuarantined(container: MedusaContainer, item: PaymentAttention, reason: string): Promise<void> {
  const { attention, inbox } = paymentNotificationService(container)
  const event = await eventOf(container, item)
  if (!event || (event.state !== "quarantined" && event.state !== "dead")) return
  const decidedAt = (await attention.lastDecision(item.id))?.created_at
  const ids = [event.id, ...(item.kind === "mismatch" ? [] : await inbox.quarantinedBeside(event, decidedAt))]
  for (const id of ids) {
    try {
      await inbox.ignore(id, reason)
    } catch (error) {
      // Another worker has claimed it; its verdict decides.
      if (!(error instanceof InvalidStateError)) throw error
    }
  }
}
