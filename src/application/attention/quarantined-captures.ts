import type { MedusaContainer } from "@medusajs/framework/types"
import { exceeds } from "../../services/domain/captures"
import { InvalidStateError } from "../../services/domain/errors"
import type { PaymentFact } from "../../services/domain/facts"
import type { WebhookEvent } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"

/** The captures that an event reports. Throws where it cannot be read just now. */
export async function capturesOf(container: MedusaContainer, eventId: string): Promise<PaymentFact[]> {
  const service = paymentNotificationService(container)
  const [event] = await service.listPaymentWebhookEvents({ id: eventId })
  if (!event) return []
  const { reading } = await service.read(event)
  return reading.facts.filter((fact): fact is PaymentFact => fact.subject === "payment" && fact.state === "captured")
}

/**
 * Throws InvalidStateError where the event itself, or another event about the same payment, reports another part than `capture`,
 * whether that part is quarantined as well or refunded already. Medusa's provider refunds a payment once, and nobody would attend
 * to the part that stays captured.
 */
export async function refuseParts(
  container: MedusaContainer,
  event: WebhookEvent,
  [capture, ...more]: readonly PaymentFact[],
  currency: string,
): Promise<void> {
  if (!capture) return
  const { inbox } = paymentNotificationService(container)
  const readAll = async (ids: readonly string[]) => (await Promise.all(ids.map((id) => capturesOf(container, id)))).flat()
  const quarantined = [...more, ...(await readAll((await inbox.quarantinedBeside(event)).map(({ id }) => id)))]
  const decided = await readAll(await inbox.decidedCaptures(event.payment_session_id ?? "", event.provider_payment_id))
  const isSeveral =
    quarantined.some((other) => exceeds(other, capture, currency)) ||
    decided.some((other) => exceeds(other, capture, currency) || exceeds(capture, other, currency))
  if (!isSeveral) return
  throw new InvalidStateError("the payment was captured in several parts: refund it at the provider, then dismiss this")
}
