import type { PaymentSessionStatus } from "@medusajs/framework/types"
import { createWorkflow } from "@medusajs/framework/workflows-sdk"
import { setPaymentSessionStatusStep } from "./steps/set-payment-session-status"

export interface AwaitPaymentInput {
  readonly session_id: string
  /** `requires_more`: the buyer has something to do; `pending`: the provider is still working on it. */
  readonly status: Extract<PaymentSessionStatus, "requires_more" | "pending">
}

/**
 * The payment goes on: the session's status shows whether it waits for the buyer or the provider, and is open again after a
 * failed attempt.
 *
 * @example
 * ```ts
 * import { awaitPaymentWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await awaitPaymentWorkflow(container).run({
 *   input: { session_id: "payses_01", status: "requires_more" },
 * })
 * ```
 */
export const awaitPaymentWorkflow = createWorkflow("payment-notification-await-payment", (input: AwaitPaymentInput) => {
  setPaymentSessionStatusStep(input)
})
