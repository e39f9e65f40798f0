import type { MedusaContainer } from "@medusajs/framework/types"
import { InvalidStateError } from "../../services/domain/errors"
import type { PaymentAttention, WebhookEvent } from "../../services/store/entities"
import { paymentNotificationService } from "../ground/module"

/** The event of an item in its present state, or null where the item is about none. */
export async function eventOf(
  container: MedusaContainer,
  { webhook_event_id: id }: PaymentAttention,
): Promise<WebhookEvent | null> {
  if (!id) return null
  return (await paymentNotificationService(container).listPaymentWebhookEvents({ id }))[0] ?? null
}

/** As `eventOf`; throws InvalidStateError where there is none. */
export async function findEvent(container: MedusaContainer, item: PaymentAttention): Promise<WebhookEvent> {
  const event = await eventOf(container, item)
  if (!event) throw new InvalidStateError(`attention item ${item.id} is about no webhook event`)
  return event
}
