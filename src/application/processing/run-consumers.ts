import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { takeMessage } from "../../services/consumers/take-message"
import { withSpan } from "../../services/telemetry/span"
import { paymentNotificationService } from "../ground/module"
import { drainInbox } from "./drain-inbox"

/**
 * Subscribes to the queues of the option `consumers`, once per process, and returns at once. For jobs only: Medusa runs them where
 * background work belongs.
 */
export function runConsumers(container: MedusaContainer): void {
  const service = paymentNotificationService(container)
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  service.consumers.run(
    (message, { id, account }) =>
      withSpan("message.receive", { account: account.id, provider: account.provider, consumer: id }, async (annotate) => {
        const { verdict, due } = await takeMessage(service, account, message)
        annotate({ outcome: verdict.outcome })
        if (verdict.outcome === "refused")
          logger.warn(`consumer "${id}": message for account "${account.id}" refused, ${verdict.reason}`)
        if (due > 0) drainInbox(container)
        return verdict
      }),
    (line) => logger.warn(line),
  )
}
