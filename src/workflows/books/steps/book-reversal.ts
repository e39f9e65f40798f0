import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { bookCreditLines, bookTransactions } from "../order-books"
import type { TakenOutRefund } from "./take-out-refund"

export interface BookReversalInput {
  readonly order_id: string | null
  readonly currency_code: string
  readonly taken: TakenOutRefund
}

/**
 * The order's books after a refund that did not happen: the transaction stays for the record and is met by an opposite one, the
 * credit line by a negative one. So `pending_difference`, `transaction_total` and the order's total are as before the refund, while
 * `refunded_total` and `paid_total` both keep the amount: core counts by the sign of each transaction, for good.
 */
export const bookReversalStep = createStep(
  "payment-notification-book-reversal",
  async ({ order_id, currency_code, taken: { refund_id, reversal } }: BookReversalInput, { container }) => {
    if (!order_id || !refund_id || !reversal) return new StepResponse(void 0)
    const entry = { order_id, currency_code, reference: "refund_reversal", reference_id: reversal.key }
    // A refund of core's that was cut off before its transaction is not in the order's books.
    const booked = await container
      .resolve(Modules.ORDER)
      .listOrderTransactions({ order_id, reference: "refund", reference_id: refund_id })
    if (booked.length) await bookTransactions(container, [{ ...entry, amount: reversal.amount }])
    await bookCreditLines(container, [{ ...entry, amount: (-BigInt(reversal.credit)).toString() }])
    return new StepResponse(void 0)
  },
)
