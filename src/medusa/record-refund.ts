import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { announceRefundsStep } from "./steps/announce-refunds"
import { recordRefundCreditStep } from "./steps/record-refund-credit"
import { recordRefundTransactionsStep } from "./steps/record-refund-transactions"
import { decideRefundCreditStep } from "./steps/decide-refund-credit"
import { insertRefundStep } from "./steps/insert-refund"
import { updateRefundedAmountStep } from "./steps/update-refunded-amount"

export interface RecordRefundInput {
  readonly payment_id: string
  readonly order_id: string | null
  /** What the provider has refunded of this payment in all, in minor units. */
  readonly total: string
  readonly currency_code: string
  /** The same text when the call is repeated, another one for every other call. */
  readonly key: string
  readonly reason?: string | null
}

export interface RecordedRefund {
  /** Minor units; "0" when Medusa knew of everything. A repeated call answers what its first run recorded. */
  readonly recorded: string
  readonly refund_id: string | null
  readonly refunded_total: string
}

/**
 * Writes down in Medusa what the provider has refunded, up to its total: Refund row, payment collection, order transaction,
 * credit line and `payment.refunded`, as core's refund leaves them, without asking the provider to refund anything. The caller
 * lets one call of a payment run at a time. Cut off anywhere, the next call for the payment finishes what was begun.
 *
 * @example
 * ```ts
 * import { recordRefundWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await recordRefundWorkflow(container).run({
 *   input: { payment_id: "pay_01", order_id: "order_01", total: "500", currency_code: "eur", key: "re_1" },
 * })
 * // run again with the same key, it answers the same and records nothing
 * ```
 */
export const recordRefundWorkflow = createWorkflow("payment-notification-record-refund", (input: RecordRefundInput) => {
  const inserted = insertRefundStep(input)
  updateRefundedAmountStep({ collection_id: inserted.collection_id })
  const { order_id, currency_code } = input
  const open = decideRefundCreditStep({ order_id, currency_code, open: inserted.open })
  recordRefundTransactionsStep({ order_id, currency_code, open })
  recordRefundCreditStep({ order_id, currency_code, open })
  announceRefundsStep({ payment_id: input.payment_id, open })
  const { recorded, refund_id, refunded_total } = inserted
  return new WorkflowResponse<RecordedRefund>({ recorded, refund_id, refunded_total })
})
