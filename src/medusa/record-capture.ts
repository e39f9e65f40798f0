import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { announceCapturesStep } from "./steps/announce-captures"
import { recordCaptureTransactionsStep } from "./steps/record-capture-transactions"
import { recordCaptureStep } from "./steps/record-capture"

export interface RecordCaptureInput {
  readonly payment_id: string
  readonly order_id: string | null
  /** What the provider has captured of this payment in all, in minor units. */
  readonly total: string
  readonly currency_code: string
}

export interface RecordedCapture {
  /** Minor units that this call added; "0" when Medusa knew of everything. */
  readonly recorded: string
  readonly captured_total: string
}

/**
 * Writes down in Medusa what the provider has captured, in part or in full, up to its total: Capture row, payment collection,
 * order transaction and `payment.captured`. The caller lets one call of a payment run at a time; repeated or cut off, the next
 * call adds only what is missing.
 *
 * @example
 * ```ts
 * import { recordCaptureWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await recordCaptureWorkflow(container).run({
 *   input: { payment_id: "pay_01", order_id: "order_01", total: "2495", currency_code: "eur" },
 * })
 * // result.recorded: "0" when Medusa knew of all of it
 * ```
 */
export const recordCaptureWorkflow = createWorkflow("payment-notification-record-captures", (input: RecordCaptureInput) => {
  const recorded = recordCaptureStep(input)
  recordCaptureTransactionsStep({ order_id: input.order_id, recorded })
  announceCapturesStep({ payment_id: input.payment_id, recorded })
  return new WorkflowResponse<RecordedCapture>({ recorded: recorded.recorded, captured_total: recorded.captured_total })
})
