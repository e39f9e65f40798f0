import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { withSpan } from "../../services/telemetry/span"
import { paymentNotificationService } from "../ground/module"
import { processWebhookEvent } from "./process-webhook-event"

/**
 * Works on due events until none are left, and looks again by itself from then on. Returns at once. For subscribers and jobs
 * only: Medusa runs them where background work belongs.
 */
export function drainInbox(container: MedusaContainer): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  paymentNotificationService(container).worker.run(
    (event) =>
      withSpan("event.process", { account: event.account, event_type: event.type, attempt: event.attempts }, async (annotate) => {
        annotate({ ...(await processWebhookEvent(container, event)) })
      }),
    // The lease lapses, or the next look succeeds: nothing is lost, but the log should show it.
    (error, event) => logger.error(`${event ? `webhook event ${event.id}` : "the inbox"}: ${describeError(error).message}`),
  )
}
