import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { eventOf } from "../find-event"

/**
 * Nothing is to be done with the events of an item any more: the one it was raised for, and those that told the same when the decision
 * was made. What has come since, nobody has decided about.
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
      // Somebody else has taken it up: its own verdict will say so.
      if (!(error instanceof InvalidStateError)) throw error
    }
  }
}
