import { createWorkflow } from "@medusajs/framework/workflows-sdk"
import { planNotificationsStep } from "./plan-notifications"

/**
 * Writes the messages about a transition into the outbox; the notification worker sends them.
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
