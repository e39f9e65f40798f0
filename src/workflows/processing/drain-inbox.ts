import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/inbox/describe-error"
import { paymentNotificationService } from "../module"
import { processWebhookEvent } from "./process-webhook-event"

/** Works on due events until none are left. Called by the wake-up event and by the sweep; returns at once. */
export function drainInbox(container: MedusaContainer): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  paymentNotificationService(container).worker.wake(
    (event) => processWebhookEvent(container, event),
    // The lease lapses, or the sweep looks again: nothing is lost, but somebody should know.
    (error, event) => logger.error(`${event ? `webhook event ${event.id}` : "the inbox"}: ${describeError(error).message}`),
  )
}
