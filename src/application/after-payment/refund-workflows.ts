import { afterPaymentWorkflow } from "./after-payment-workflow"

/**
 * Runs after every `refund.pending`, at least once for each transition: a store adds its steps through the hook `refundPending`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/refund-pending.ts
 * import { refundPendingWorkflow } from "medusa-payment-notifications/workflows"
 *
 * refundPendingWorkflow.hooks.refundPending(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const refundPendingWorkflow = afterPaymentWorkflow("refund.pending", "refundPending")

/**
 * Runs after every `refund.succeeded`, at least once for each transition: a store adds its steps through the hook `refundSucceeded`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/refund-succeeded.ts
 * import { refundSucceededWorkflow } from "medusa-payment-notifications/workflows"
 *
 * refundSucceededWorkflow.hooks.refundSucceeded(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const refundSucceededWorkflow = afterPaymentWorkflow("refund.succeeded", "refundSucceeded")

/**
 * Runs after every `refund.failed`, at least once for each transition: a store adds its steps through the hook `refundFailed`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/refund-failed.ts
 * import { refundFailedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * refundFailedWorkflow.hooks.refundFailed(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const refundFailedWorkflow = afterPaymentWorkflow("refund.failed", "refundFailed")
