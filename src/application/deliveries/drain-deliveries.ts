import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { paymentNotificationService } from "../ground/module"
import { composeOrder } from "./agents/compose-order"

/**
 * Sends due deliveries until none are left, and looks again by itself from then on. Returns at once. For jobs and subscribers only:
 * Medusa runs them where background work belongs.
 */
export function drainDeliveries(container: MedusaContainer): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  paymentNotificationService(container).deliveryWorker.run({
    compose: (format, delivery) => composeOrder(container, format, delivery),
    onFault: (error, destination) =>
      logger.error(`deliveries${destination ? ` to ${destination}` : ""}: ${describeError(error).message}`),
    onEnded: ({ id, fact, destination_id }, { state, reason, lastError }) => {
      if (state === "dead") logger.warn(`delivery ${id} of ${fact} to ${destination_id} is dead (${reason}): ${lastError}`)
    },
  })
}
