import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { flagOrderStep, type FlagOrderInput } from "./steps/flag-order"

/**
 * Shows a state of the payment, an open dispute for example, to a person who opens the order in the admin.
 *
 * @example
 * ```ts
 * import { flagOrderWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await flagOrderWorkflow(container).run({
 *   input: { order_id: "order_01", flag: "review", value: { since: "2026-06-01" } },
 * })
 * // order.metadata.payment_notifications.review; value: null removes it
 * ```
 */
export const flagOrderWorkflow = createWorkflow("payment-notification-flag-order", (input: FlagOrderInput) => {
  return new WorkflowResponse(flagOrderStep(input))
})
