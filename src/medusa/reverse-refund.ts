import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { announceRefundsStep } from "./steps/announce-refunds"
import { recordRefundCreditStep } from "./steps/record-refund-credit"
import { recordRefundTransactionsStep } from "./steps/record-refund-transactions"
import { recordReversalStep } from "./steps/record-reversal"
import { decideRefundCreditStep } from "./steps/decide-refund-credit"
import { listOpenRefundsStep } from "./steps/list-open-refunds"
import { reverseRefundStep, type ReverseRefundStepInput } from "./steps/reverse-refund"
import { updateRefundedAmountStep } from "./steps/update-refunded-amount"

export type ReverseRefundInput = ReverseRefundStepInput

export interface ReversedRefund {
  /** Minor units; "0" when Medusa had no such refund. */
  readonly reversed: string
  /** The first of the Refund rows that the amount was taken from. */
  readonly refund_id: string | null
}

/**
 * Reverses in Medusa a refund that failed after the provider had reported it. A refund of ours that was cut off is first recorded
 * to its end, so that its exact effect is reversed. The provider is not called: a person decides whether to refund again.
 *
 * @example
 * ```ts
 * import { reverseRefundWorkflow } from "medusa-payment-notifications/workflows"
 *
 * const { result } = await reverseRefundWorkflow(container).run({
 *   input: { payment_id: "pay_01", order_id: "order_01", amount: "500", currency_code: "eur", key: "re_1" },
 * })
 * // result.reversed: "0" when Medusa had no such refund
 * ```
 */
export const reverseRefundWorkflow = createWorkflow("payment-notification-reverse-refund", (input: ReverseRefundInput) => {
  const { payment_id, order_id, currency_code } = input
  const open = decideRefundCreditStep({ order_id, currency_code, open: listOpenRefundsStep({ payment_id }) })
  recordRefundTransactionsStep({ order_id, currency_code, open })
  const credited = recordRefundCreditStep({ order_id, currency_code, open })
  announceRefundsStep({ payment_id, open: credited.open })

  const taken = reverseRefundStep(input)
  updateRefundedAmountStep({ collection_id: taken.collection_id })
  recordReversalStep({ payment_id, order_id, currency_code })
  return new WorkflowResponse<ReversedRefund>({
    reversed: taken.reversed,
    refund_id: taken.refund_id,
  })
})
