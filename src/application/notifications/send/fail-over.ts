import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../../services/domain/describe-error"
import type { PaymentNotification } from "../../../services/store/entities"
import { paymentNotificationService } from "../../ground/module"
import { findFailover } from "./find-failover"

/** Dead messages that one sweep looks at. */
const BATCH = 100

/**
 * Plans another message for each dead one, where there is another channel, and marks the dead one. Call it after the deaths are
 * committed: if two devices fail at once, the later reader sees that both have failed. The sweep looks at unmarked messages.
 */
export async function failOver(container: MedusaContainer, dead: readonly PaymentNotification[]): Promise<void> {
  const { outbox } = paymentNotificationService(container)
  for (const message of dead) {
    try {
      const siblings = await outbox.siblingsOf(message)
      await outbox.failOver(message.id, await findFailover(container, message, siblings))
    } catch (error) {
      // The messages behind this one must not wait for it.
      container.resolve(ContainerRegistrationKeys.LOGGER).warn(`failover of ${message.id}: ${describeError(error).message}`)
    }
  }
}

/** Dead messages that a crash left unmarked, and those on which worker after worker has died. */
export async function failOverDue(container: MedusaContainer): Promise<void> {
  await failOver(container, await paymentNotificationService(container).outbox.notFailedOver(BATCH))
}
