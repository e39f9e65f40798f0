import { afterPaymentWorkflow } from "./after-payment-workflow"

/**
 * Runs after every `dispute.warning`, at least once for each transition: a store adds its steps through the hook `disputeWarning`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-warning.ts
 * import { disputeWarningWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeWarningWorkflow.hooks.disputeWarning(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeWarningWorkflow = afterPaymentWorkflow("dispute.warning", "disputeWarning")

/**
 * Runs after every `dispute.opened`, at least once for each transition: a store adds its steps through the hook `disputeOpened`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-opened.ts
 * import { disputeOpenedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeOpenedWorkflow.hooks.disputeOpened(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeOpenedWorkflow = afterPaymentWorkflow("dispute.opened", "disputeOpened")

/**
 * Runs after every `dispute.under_review`, at least once for each transition: a store adds its steps through the hook `disputeUnderReview`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-under-review.ts
 * import { disputeUnderReviewWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeUnderReviewWorkflow.hooks.disputeUnderReview(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeUnderReviewWorkflow = afterPaymentWorkflow("dispute.under_review", "disputeUnderReview")

/**
 * Runs after every `dispute.closed`, at least once for each transition: a store adds its steps through the hook `disputeClosed`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-closed.ts
 * import { disputeClosedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeClosedWorkflow.hooks.disputeClosed(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeClosedWorkflow = afterPaymentWorkflow("dispute.closed", "disputeClosed")

/**
 * Runs after every `dispute.won`, at least once for each transition: a store adds its steps through the hook `disputeWon`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-won.ts
 * import { disputeWonWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeWonWorkflow.hooks.disputeWon(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeWonWorkflow = afterPaymentWorkflow("dispute.won", "disputeWon")

/**
 * Runs after every `dispute.lost`, at least once for each transition: a store adds its steps through the hook `disputeLost`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/dispute-lost.ts
 * import { disputeLostWorkflow } from "medusa-payment-notifications/workflows"
 *
 * disputeLostWorkflow.hooks.disputeLost(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const disputeLostWorkflow = afterPaymentWorkflow("dispute.lost", "disputeLost")
