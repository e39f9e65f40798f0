import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordCreditLines, recordTransactions } from "../rows/order-transactions"
import { paymentRows } from "../rows/payment-rows"
import { markOf, reversalsOf } from "../rows/refund-rows"

export interface RecordReversalInput {
  readonly payment_id: string
  readonly order_id: string | null
  readonly currency_code: string
}

/**
 * Corrects the order after a refund that did not happen: its transaction stays for the record and is met by an opposite one, its
 * credit line by a negative one. So `pending_difference`, `transaction_total` and the order's total are as before the refund.
 * `refunded_total` and `paid_total` both keep the amount: core counts by the sign of each transaction, for good. All reversals of
 * the payment are handled, because a call that knows nothing of a reversal that was cut off here may have to finish it. Credit lines
 * that an open order change holds back are left to a later call.
 */
export const recordReversalStep = createStep(
  "payment-notification-record-reversal",
  async ({ payment_id, order_id, currency_code }: RecordReversalInput, { container }) => {
    if (!order_id) return new StepResponse({ is_complete: true })
    const payments = paymentRows(container)
    const rows = await payments.listRefunds({ payment_id }, { withDeleted: true, order: { created_at: "ASC" }, take: null })
    let is_complete = true
    for (const row of rows.filter((row) => reversalsOf(row).length)) {
      const entries = reversalsOf(row).map(({ key, amount, credit }) => ({
        entry: { order_id, currency_code, reference: "refund_reversal", reference_id: key },
        amount,
        credit: (-BigInt(credit)).toString(),
      }))
      // A refund of core's that was cut off before its transaction is not among the order's transactions.
      // That of a canceled order is there under the payment's id.
      const reference_id = markOf(row) ? row.id : [row.id, payment_id]
      const recorded = await container
        .resolve(Modules.ORDER)
        .listOrderTransactions({ order_id, reference: "refund", reference_id })
      if (recorded.length) {
        await recordTransactions(
          container,
          entries.map(({ entry, amount }) => ({ ...entry, amount })),
        )
      }
      const credits = entries.map(({ entry, credit }) => ({ ...entry, amount: credit }))
      is_complete = (await recordCreditLines(container, credits)) && is_complete
    }
    return new StepResponse({ is_complete })
  },
)
