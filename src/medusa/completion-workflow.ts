import type { MedusaContainer } from "@medusajs/framework/types"
import { WorkflowManager } from "@medusajs/framework/orchestration"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { InvalidOptionsError } from "../services/domain/errors"
import type { PaymentNotificationService } from "../services"
import { PAYMENT_NOTIFICATION_MODULE } from "../services/module-name"

/** The name of the store's own workflow that completes carts; undefined where core's does. */
export const ownCompletionWorkflow = (container: MedusaContainer): string | undefined =>
  container.resolve<PaymentNotificationService>(PAYMENT_NOTIFICATION_MODULE).options.orders.completeCartWorkflow

/** The workflow that completes carts. */
export const completionWorkflow = (container: MedusaContainer): string =>
  ownCompletionWorkflow(container) ?? completeCartWorkflowId

/** Call it once all workflows are loaded. Throws InvalidOptionsError where the store has no workflow of the configured name. */
export function requireCompletionWorkflow(container: MedusaContainer): void {
  if (!container.resolve(PAYMENT_NOTIFICATION_MODULE, { allowUnregistered: true })) return
  const name = ownCompletionWorkflow(container)
  if (name === undefined || WorkflowManager.getWorkflow(name)) return
  throw new InvalidOptionsError(
    `medusa-payment-notifications: option orders.completeCartWorkflow: there is no workflow "${name}"; give the name that it has in ` +
      "createWorkflow, and put its file into src/workflows",
  )
}
