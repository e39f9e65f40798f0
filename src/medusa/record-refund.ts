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
  /** The provider's refunded total of this payment, in minor units. */
  readonly total: string
  readonly currency_code: string
  /** The same text when the call is repeated, a different one for every other call. */
  readonly key: string
  readonly reason?: string | null
}

export interface RecordedRefund {
  /** Minor units; "0" when Medusa had recorded all of it. A repeated call answers the amount that its first run recorded. */
  readonly recorded: string
  readonly refund_id: string | null
  readonly refunded_total: string
}

/**
 * Records the provider's refunds in Medusa, up to the refunded total: Refund row, payment collection, order transaction, credit
 * line and `payment.refunded`, as core's refund writes them, without asking the provider to refund anything. The caller runs one
 * call of a payment at a time. If a call is cut off anywhere, the next one for the payment finishes it. An order change that an admin
 * has open (an edit, a return, an exchange, a claim) holds back the credit line and nothing else: it is made after the change is closed.
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
  const credited = recordRefundCreditStep({ order_id, currency_code, open })
  announceRefundsStep({ payment_id: input.payment_id, open: credited.open })
  const { recorded, refund_id, refunded_total } = inserted
  return new WorkflowResponse<RecordedRefund>({ recorded, refund_id, refunded_total })
})
