import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { flagOrderStep, type FlagOrderInput } from "./steps/flag-order"

/**
 * Lets whoever opens the order in the admin see what its payment is in, an open dispute for one.
 *
 * @example
 * ```ts
 * import { flagOrderWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await flagOrderWorkflow(container).run({
 *   input: { order_id: "order_01", flag: "review", value: { since: "2026-06-01" } },
 * })
 * // order.metadata.payment_notifications.review; value: null takes it away
 * ```
 */
export const flagOrderWorkflow = createWorkflow("payment-notification-flag-order", (input: FlagOrderInput) => {
  return new WorkflowResponse(flagOrderStep(input))
})
