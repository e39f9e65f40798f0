import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import type { DestinationInput } from "../../services/deliveries/editing/destination-input"
import { paymentNotificationService } from "../ground/module"

export type { DestinationInput } from "../../services/deliveries/editing/destination-input"

/** A destination that is taken back may have been planned for meanwhile: it is marked as deleted, and its deliveries are canceled. */
const createDestinationStep = createStep(
  "payment-notification-create-destination",
  async (input: DestinationInput, { container }) => {
    const made = await paymentNotificationService(container).destinationEditor.create(input)
    return new StepResponse(made, made.destination.id)
  },
  async (id, { container }) => {
    if (id) await paymentNotificationService(container).deliveryDestinations.markDeleted(id)
  },
)

/**
 * Makes a destination that facts are delivered to. Its secret is in the result and nowhere else: it is stored sealed. Throws an error
 * whose `code` says why it cannot be made: `invalid_destination`, `no_encryption_key`.
 *
 * @example
 * ```ts
 * import { createDeliveryDestinationWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await createDeliveryDestinationWorkflow(container).run({
 *   input: { kind: "http", config: { url: "https://erp.example/hooks" }, facts: ["payment.*"] },
 * })
 * // result.destination.id: "dest_…"; result.secret.secret: "whsec_…"
 * ```
 */
export const createDeliveryDestinationWorkflow = createWorkflow(
  "payment-notification-create-destination",
  (input: DestinationInput) => new WorkflowResponse(createDestinationStep(input)),
)
