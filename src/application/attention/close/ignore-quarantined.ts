import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../../services/domain/errors"
import type { PaymentAttention } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { ABOUT_A_PAYMENT } from "../about-a-payment"
import { eventOf } from "../find-event"

/**
 * Ignores the events of an item: the one it was raised for, and those that reported the same money when the decision was made. The
 * decision does not cover events that have come since. Refunds and disputes of the money are looked at again: a decision about
 * the money says nothing about them.
 */
export async function ignoreQuarantined(container: MedusaContainer, item: PaymentAttention, reason: string): Promise<void> {
  const { attention, inbox } = paymentNotificationService(container)
  const event = await eventOf(container, item)
  if (!event || (event.state !== "quarantined" && event.state !== "dead")) return
  const decidedAt = (await attention.lastDecision(item.id))?.created_at
  // An item about one event says nothing about others, which may hold money of the same payment.
  const isAboutPayment = ABOUT_A_PAYMENT.has(item.kind)
  const beside = isAboutPayment ? await inbox.quarantinedBeside(event, decidedAt) : []
  for (const { id, fact } of [{ id: event.id, fact: null }, ...beside]) {
    try {
      await (/^(?:refund|dispute)\./.test(fact ?? "") ? inbox.requeue(id) : inbox.ignore(id, reason))
    } catch (error) {
      // Another worker has claimed it; its verdict decides.
      if (!(error instanceof InvalidStateError)) throw error
    }
  }
}
