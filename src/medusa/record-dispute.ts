import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { recordDisputeStep, type RecordDisputeInput } from "./steps/record-dispute"

/**
 * Records a dispute in an order's transactions: all of its amount once it is lost, nothing when it is won. A repeated call
 * changes nothing, and neither do revisions of the provider's decision on the way.
 *
 * Afterwards the order's summary counts a lost amount as `refunded_total` and expects it again (`pending_difference` rises by
 * it), because the goods are out and the money is not in. The payment status stays `captured`: it is read from captures and
 * refunds, and a chargeback is neither.
 *
 * @example
 * ```ts
 * import { recordDisputeWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await recordDisputeWorkflow(container).run({
 *   input: { order_id: "order_01", dispute_id: "dp_1", amount: "2495", currency_code: "eur", outcome: "lost" },
 * })
 * // result.recorded: false when the order showed it already
 * ```
 */
export const recordDisputeWorkflow = createWorkflow("payment-notification-record-dispute", (input: RecordDisputeInput) => {
  const recorded = recordDisputeStep(input)
  return new WorkflowResponse({ recorded: transform(recorded, (recorded) => Boolean(recorded?.length)) })
})
