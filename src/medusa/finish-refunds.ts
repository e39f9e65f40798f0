import { createWorkflow, transform, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { adoptRefundsStep } from "./steps/adopt-refunds"
import { announceCapturesStep } from "./steps/announce-captures"
import { announceRefundsStep } from "./steps/announce-refunds"
import { decideRefundCreditStep } from "./steps/decide-refund-credit"
import { listCapturesStep } from "./steps/list-captures"
import { listOpenRefundsStep } from "./steps/list-open-refunds"
import { mendSummaryStep } from "./steps/mend-summary"
import { recordCaptureTransactionsStep } from "./steps/record-capture-transactions"
import { recordRefundCreditStep } from "./steps/record-refund-credit"
import { recordRefundTransactionsStep } from "./steps/record-refund-transactions"
import { recordReversalStep } from "./steps/record-reversal"

export interface FinishRefundsInput {
  readonly payment_id: string
  readonly order_id: string | null
  readonly currency_code: string
  /** The provider's totals of this payment, in minor units. */
  readonly captured_total: string
  readonly refunded_total: string
}

export interface FinishedRefunds {
  /** False where an open order change holds back a credit line: the call is to be repeated. */
  readonly is_complete: boolean
}

/**
 * Finishes the order's record of a payment's captures and refunds, core's as well as ours: order transactions, credit lines and
 * `payment.refunded`. To be called when core has had its time since the provider's last report. Repeated, it changes nothing.
 */
export const finishRefundsWorkflow = createWorkflow("payment-notification-finish-refunds", (input: FinishRefundsInput) => {
  const { payment_id, order_id, currency_code } = input
  const recorded = listCapturesStep({ payment_id, total: input.captured_total })
  recordCaptureTransactionsStep({ order_id, recorded })
  announceCapturesStep({ payment_id, recorded })

  adoptRefundsStep({ payment_id, order_id, currency_code, total: input.refunded_total })
  const open = decideRefundCreditStep({ order_id, currency_code, open: listOpenRefundsStep({ payment_id }) })
  recordRefundTransactionsStep({ order_id, currency_code, open })
  const credited = recordRefundCreditStep({ order_id, currency_code, open })
  announceRefundsStep({ payment_id, open: credited.open })

  const reversed = recordReversalStep({ payment_id, order_id, currency_code })
  mendSummaryStep({ order_id })
  return new WorkflowResponse<FinishedRefunds>(
    transform({ credited, reversed }, ({ credited, reversed }) => ({
      is_complete: credited.is_complete && reversed.is_complete,
    })),
  )
})
