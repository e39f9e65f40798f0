import { createWorkflow } from "@medusajs/framework/workflows-sdk"
import { planNotificationsStep } from "./plan-notifications"

/**
 * Writes who is told of a move, and where; the notification worker sends it.
 *
 * @example
 * ```ts
 * import { notifyPaymentWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await notifyPaymentWorkflow(container).run({
 *   input: { transition_id: "ptrn_01" },
 * })
 * ```
 */
export const notifyPaymentWorkflow = createWorkflow("payment-notification-notify-payment", (input: { transition_id: string }) => {
  planNotificationsStep(input)
})
