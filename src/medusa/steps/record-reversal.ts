import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { recordCreditLines, recordTransactions } from "../rows/order-transactions"
import { paymentRows } from "../rows/payment-rows"
import { reversalsOf } from "../rows/refund-rows"

export interface RecordReversalInput {
  readonly payment_id: string
  readonly order_id: string | null
  readonly currency_code: string
}

/**
 * The order's books after a refund that did not happen: the transaction stays for the record and is met by an opposite one, the
 * credit line by a negative one. So `pending_difference`, `transaction_total` and the order's total are as before the refund, while
 * `refunded_total` and `paid_total` both keep the amount: core counts by the sign of each transaction, for good. All reversals of
 * the payment are looked at, because one that was cut off here may be finished by a call that knows nothing of it.
 */
export const recordReversalStep = createStep(
  "payment-notification-record-reversal",
  async ({ payment_id, order_id, currency_code }: RecordReversalInput, { container }) => {
    if (!order_id) return new StepResponse(void 0)
    const payments = paymentRows(container)
    const rows = await payments.listRefunds({ payment_id }, { withDeleted: true, order: { created_at: "ASC" }, take: null })
    for (const row of rows.filter((row) => reversalsOf(row).length)) {
      const entries = reversalsOf(row).map(({ key, amount, credit }) => ({
        entry: { order_id, currency_code, reference: "refund_reversal", reference_id: key },
        amount,
        credit: (-BigInt(credit)).toString(),
      }))
      // A refund of core's that was cut off before its transaction is not in the order's books.
      const recorded = await container
        .resolve(Modules.ORDER)
        .listOrderTransactions({ order_id, reference: "refund", reference_id: row.id })
      if (recorded.length) {
        await recordTransactions(
          container,
          entries.map(({ entry, amount }) => ({ ...entry, amount })),
        )
      }
      await recordCreditLines(
        container,
        entries.map(({ entry, credit }) => ({ ...entry, amount: credit })),
      )
    }
    return new StepResponse(void 0)
  },
)
