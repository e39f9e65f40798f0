import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { paymentNotificationService } from "../ground/module"

export interface DeleteDestinationInput {
  readonly id: string
}

/** Brought back, it is planned for again; deliveries that the sweep has canceled meanwhile can be replayed. */
const deleteDestinationStep = createStep(
  "payment-notification-delete-destination",
  async ({ id }: DeleteDestinationInput, { container }) => {
    await paymentNotificationService(container).destinationEditor.remove(id)
    return new StepResponse(id, id)
  },
  async (id, { container }) => {
    if (id) await paymentNotificationService(container).deliveryDestinations.restoreDeleted(id)
  },
)

/**
 * Deletes a destination of the admin API: nothing is planned for it any more, and what is open is canceled. Its deliveries and their
 * attempts stay as long as all are kept. Throws an error whose `code` says why it cannot be deleted: `unknown_destination`,
 * `destination_state`.
 *
 * @example
 * ```ts
 * import { deleteDeliveryDestinationWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await deleteDeliveryDestinationWorkflow(container).run({ input: { id: "dest_01" } })
 * ```
 */
export const deleteDeliveryDestinationWorkflow = createWorkflow(
  "payment-notification-delete-destination",
  (input: DeleteDestinationInput) => new WorkflowResponse(deleteDestinationStep(input)),
)
