import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../../services/domain/describe-error"
import { paymentNotificationService } from "../ground/module"
import { drainInbox } from "./drain-inbox"

/** Carries replays of whole causes on until none is left, and returns at once. For subscribers and jobs only, as `drainInbox`. */
export function drainReplays(container: MedusaContainer): void {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  paymentNotificationService(container).replayWorker.wake({
    onDue: () => drainInbox(container),
    onFinished: ({ id, total, done, failed }) =>
      logger.info(`replay ${id} of webhook events has ended: ${done} of ${total} applied again, ${failed} of them failed again`),
    onFault: (error) => logger.error(`replays of webhook events: ${describeError(error).message}`),
  })
}
