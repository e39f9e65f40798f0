import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import { paymentNotificationService } from "../../ground/module"
import { drainNotifications } from "../send/drain-notifications"
import { planNotifications } from "./plan-notifications"

/**
 * Plans and sends the messages about a transition as soon as no event is waiting. Returns at once: a subscriber that waited for
 * it would hold up the events behind it. A transition that a crash cuts off stays unmarked, and the sweep sends its messages.
 */
export function notifyLater(container: MedusaContainer, transitionId: string): void {
  paymentNotificationService(container).planningQueue.add(async () => {
    try {
      await planNotifications(container, transitionId)
      drainNotifications(container)
    } catch (error) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(`payment transition ${transitionId}: ${describeError(error).message}`)
    }
  })
}
