import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { WebhookEvent } from "../../../../../services/store/entities"
import { paymentNotificationService } from "../../../../../application/ground/module"

/** The event, or Medusa's 404. */
export async function findEvent(container: MedusaContainer, id: string): Promise<WebhookEvent> {
  const [event] = await paymentNotificationService(container).listPaymentWebhookEvents({ id })
  if (!event) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Webhook event with id: ${id} was not found`)
  return event
}
