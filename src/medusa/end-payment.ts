import { createWorkflow, transform, when } from "@medusajs/framework/workflows-sdk"
import { cancelPaymentRecordStep } from "./steps/cancel-payment-record"
import { setPaymentCollectionStatusStep } from "./steps/set-payment-collection-status"
import { setPaymentSessionStatusStep } from "./steps/set-payment-session-status"

export interface EndPaymentWorkflowInput {
  readonly session_id: string
  readonly collection_id: string
  readonly payment_id: string | null
  readonly order_id: string | null
  /** `failed`: the buyer may try again. `canceled`: canceled or expired, the payment is over. */
  readonly outcome: "failed" | "canceled"
}

/**
 * The payment has failed or is over: the session shows it, and so does the order where there is one. The provider is not called.
 *
 * @example
 * ```ts
 * import { endPaymentWorkflow } from "medusa-payment-notifications/workflows"
 *
 * await endPaymentWorkflow(container).run({
 *   input: { session_id: "payses_01", collection_id: "pay_col_01", payment_id: null, order_id: null, outcome: "failed" },
 * })
 * ```
 */
export const endPaymentWorkflow = createWorkflow("payment-notification-end-payment", (input: EndPaymentWorkflowInput) => {
  setPaymentSessionStatusStep(
    transform(input, ({ session_id, outcome }) => ({
      session_id,
      status: outcome === "failed" ? ("error" as const) : ("canceled" as const),
    })),
  )
  when("canceled", input, ({ outcome }) => outcome === "canceled").then(() => {
    cancelPaymentRecordStep({ payment_id: input.payment_id })
  })
  when("order-exists", input, ({ order_id }) => Boolean(order_id)).then(() => {
    setPaymentCollectionStatusStep({
      collection_id: input.collection_id,
      payment_id: input.payment_id,
      status: input.outcome,
    })
  })
})
