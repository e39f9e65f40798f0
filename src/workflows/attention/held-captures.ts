import type { MedusaContainer } from "@medusajs/framework/types"
import { tellsMore } from "../../services/domain/captures"
import { InvalidStateError } from "../../services/domain/errors"
import type { PaymentFact } from "../../services/domain/facts"
import type { WebhookEvent } from "../../services/store/entities"
import { paymentNotificationService } from "../module"

/** What an event tells of a capture; undefined where it tells of none, or cannot be read just now. */
export async function captureOf(container: MedusaContainer, eventId: string): Promise<PaymentFact | undefined> {
  const service = paymentNotificationService(container)
  const [event] = await service.listPaymentWebhookEvents({ id: eventId })
  const read = event && (await service.read(event).catch(() => undefined))
  return read?.reading.facts.find((fact): fact is PaymentFact => fact.subject === "payment" && fact.state === "captured")
}

/**
 * The capture that held money is given back of. Throws InvalidStateError where other events tell of another part of the same payment, be it
 * held, too, or given back already: Medusa's provider refunds a payment once, and what stays captured would be nobody's business any more.
 */
export async function oneCapture(
  container: MedusaContainer,
  event: WebhookEvent,
  currency: string,
): Promise<PaymentFact | undefined> {
  const { inbox } = paymentNotificationService(container)
  const capture = await captureOf(container, event.id)
  if (!capture) return undefined
  const beside = await inbox.heldBeside(event)
  const decided = await inbox.decidedCaptures(event.payment_session_id ?? "", event.provider_payment_id)
  for (const id of [...beside, ...decided]) {
    const other = await captureOf(container, id)
    if (other && (tellsMore(other, capture, currency) || (decided.includes(id) && tellsMore(capture, other, currency)))) {
      throw new InvalidStateError("the payment was captured in several parts: refund it at the provider, then dismiss this")
    }
  }
  return capture
}
