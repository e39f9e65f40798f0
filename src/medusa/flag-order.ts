import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { flagOrderStep, type FlagOrderInput } from "./steps/flag-order"

/** Lets whoever opens the order in the admin see what its payment is in, an open dispute for one. */
export const flagOrderWorkflow = createWorkflow("payment-notification-flag-order", (input: FlagOrderInput) => {
  return new WorkflowResponse(flagOrderStep(input))
})
