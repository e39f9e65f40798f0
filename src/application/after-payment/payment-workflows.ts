import { afterPaymentWorkflow } from "./after-payment-workflow"
import { releaseInventoryStep } from "./inventory/release-inventory"
import { reserveInventoryAgainStep } from "./inventory/reserve-inventory-again"
import { issueRewardStep } from "./reward/issue-reward"

/**
 * Runs after every `payment.pending`, at least once for each transition: a store adds its steps through the hook `paymentPending`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-pending.ts
 * import { paymentPendingWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentPendingWorkflow.hooks.paymentPending(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentPendingWorkflow = afterPaymentWorkflow("payment.pending", "paymentPending")

/**
 * Runs after every `payment.requires_action`, at least once for each transition: a store adds its steps through the hook `paymentRequiresAction`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-requires-action.ts
 * import { paymentRequiresActionWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentRequiresActionWorkflow.hooks.paymentRequiresAction(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentRequiresActionWorkflow = afterPaymentWorkflow("payment.requires_action", "paymentRequiresAction")

/**
 * Runs after every `payment.authorized`, at least once for each transition: a store adds its steps through the hook `paymentAuthorized`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-authorized.ts
 * import { paymentAuthorizedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentAuthorizedWorkflow.hooks.paymentAuthorized(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentAuthorizedWorkflow = afterPaymentWorkflow("payment.authorized", "paymentAuthorized")

/**
 * Runs after every `payment.captured`, at least once for each transition: a store adds its steps through the hook `paymentCaptured`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-captured.ts
 * import { paymentCapturedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentCapturedWorkflow.hooks.paymentCaptured(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentCapturedWorkflow = afterPaymentWorkflow("payment.captured", "paymentCaptured", [
  reserveInventoryAgainStep,
  issueRewardStep,
])

/**
 * Runs after every `payment.failed`, at least once for each transition: a store adds its steps through the hook `paymentFailed`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-failed.ts
 * import { paymentFailedWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentFailedWorkflow.hooks.paymentFailed(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentFailedWorkflow = afterPaymentWorkflow("payment.failed", "paymentFailed", [releaseInventoryStep])

/**
 * Runs after every `payment.canceled`, at least once for each transition: a store adds its steps through the hook `paymentCanceled`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-canceled.ts
 * import { paymentCanceledWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentCanceledWorkflow.hooks.paymentCanceled(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentCanceledWorkflow = afterPaymentWorkflow("payment.canceled", "paymentCanceled", [releaseInventoryStep])

/**
 * Runs after every `payment.expired`, at least once for each transition: a store adds its steps through the hook `paymentExpired`.
 *
 * @example
 * ```ts
 * // src/workflows/hooks/payment-expired.ts
 * import { paymentExpiredWorkflow } from "medusa-payment-notifications/workflows"
 *
 * paymentExpiredWorkflow.hooks.paymentExpired(async ({ id, order_id, amount, currency_code }, { container }) => {
 *   container.resolve("logger").info(`${id}: ${amount} ${currency_code} of order ${order_id}`)
 * })
 * ```
 */
export const paymentExpiredWorkflow = afterPaymentWorkflow("payment.expired", "paymentExpired", [releaseInventoryStep])
