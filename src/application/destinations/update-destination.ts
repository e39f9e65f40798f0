import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { DestinationChange } from "../../services/deliveries/editing/destination-input"
import { paymentNotificationService } from "../ground/module"

export interface UpdateDestinationInput {
  readonly id: string
  readonly change: DestinationChange
}

const updateDestinationStep = createStep(
  "payment-notification-update-destination",
  async ({ id, change }: UpdateDestinationInput, { container }) => {
    const { before, after } = await paymentNotificationService(container).destinationEditor.update(id, change)
    return new StepResponse(after, before)
  },
  async (before, { container }) => {
    if (before) await paymentNotificationService(container).destinationEditor.restore(before)
  },
)

/**
 * Changes a destination of the admin API; deliveries that wait go to what it is then. Throws an error whose `code` says why it cannot
 * be changed: `invalid_destination`, `unknown_destination`, `destination_state`.
 *
 * @example
 * ```ts
 * import { updateDeliveryDestinationWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await updateDeliveryDestinationWorkflow(container).run({ input: { id: "dest_01", change: { facts: ["payment.captured"] } } })
 * ```
 */
export const updateDeliveryDestinationWorkflow = createWorkflow(
  "payment-notification-update-destination",
  (input: UpdateDestinationInput) => new WorkflowResponse(updateDestinationStep(input)),
)
