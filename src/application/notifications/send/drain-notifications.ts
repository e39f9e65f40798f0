import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { paymentNotificationService } from "../../ground/module"
import { sendNotifications } from "./send-notifications"

/**
 * Sends due messages until none are left, and looks again by itself from then on. Returns at once: a caller that waited for a
 * mail server would hold up everything behind it. For subscribers and jobs only: Medusa runs them where background work belongs.
 */
export function drainNotifications(container: MedusaContainer): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const { notificationWorker, options } = paymentNotificationService(container)
  // Messages that were planned before the merchant switched notifications off wait until they are on again.
  if (!options.notifications.enabled) return
  notificationWorker.run({
    send: (messages) => sendNotifications(container, messages),
    onFault: (error, channel) => logger.error(`notifications${channel ? ` on ${channel}` : ""}: ${describeError(error).message}`),
  })
}
