import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { announceCapturesStep } from "./steps/announce-captures"
import { recordCaptureTransactionsStep } from "./steps/record-capture-transactions"
import { recordCaptureStep } from "./steps/record-capture"

export interface RecordCaptureInput {
  readonly payment_id: string
  readonly order_id: string | null
  /** The provider's captured total of this payment, in minor units. */
  readonly total: string
  readonly currency_code: string
}

export interface RecordedCapture {
  /** Minor units that this call added; "0" when Medusa had recorded all of it. */
  readonly recorded: string
  readonly captured_total: string
}

/**
 * Records the provider's captures in Medusa, in part or in full, up to the captured total: Capture row, payment collection, order
 * transaction and `payment.captured`. The caller runs one call of a payment at a time. After a repeated call or one that was cut
 * off, the next call adds only the missing part.
 *
 * @example
 * ```ts
 * import { recordCaptureWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await recordCaptureWorkflow(container).run({
 *   input: { payment_id: "pay_01", order_id: "order_01", total: "2495", currency_code: "eur" },
 * })
 * // result.recorded: "0" when Medusa had recorded all of it
 * ```
 */
export const recordCaptureWorkflow = createWorkflow("payment-notification-record-captures", (input: RecordCaptureInput) => {
  const recorded = recordCaptureStep(input)
  recordCaptureTransactionsStep({ order_id: input.order_id, recorded })
  announceCapturesStep({ payment_id: input.payment_id, recorded })
  return new WorkflowResponse<RecordedCapture>({ recorded: recorded.recorded, captured_total: recorded.captured_total })
})
