import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { orderRows } from "../rows/order-rows"
import { orderSums, REFUND } from "../rows/order-sums"
import { paymentRows } from "../rows/payment-rows"
import { creditLimit, creditOf, withCredit, withRefund, type OrderSums } from "../rows/refund-credit"
import type { OpenRefund, RefundMark } from "../rows/refund-rows"
import { sumMinor } from "../rows/stored-amount"

export interface OpenRefundsInput {
  readonly order_id: string | null
  readonly currency_code: string
  readonly open: readonly OpenRefund[]
}

/**
 * Decides how much each refund may lower the order's total. It is saved with the refund before its transaction is recorded: until its
 * credit line is made, which an open edit can put off for days, the order may come to owe or to expect money for other reasons. While
 * the transaction is missing, a limit that a killed run has saved is decided again, because the order may have changed since.
 */
export const decideRefundCreditStep = createStep(
  "payment-notification-decide-refund-credit",
  async ({ order_id, currency_code, open }: OpenRefundsInput, { container }) => {
    if (!order_id || !open.length) return new StepResponse(open)
    const orders = orderRows(container)
    const filters = { order_id, reference: REFUND, reference_id: open.map(({ id }) => id) }
    const [transactions, lines] = await Promise.all([
      orders.listOrderTransactions(filters, { take: null as never }),
      orders.listOrderCreditLines(filters, { take: null }),
    ])
    let sums = await orderSums(container, order_id, currency_code)
    const decided: OpenRefund[] = []
    for (const { id, mark } of open) {
      const amount = BigInt(mark.amount)
      const recorded = -sumMinor(
        transactions.filter(({ reference_id }) => reference_id === id),
        currency_code,
      )
      const before: OrderSums = withRefund(sums, -recorded)
      const isDecided = recorded === amount && mark.credit_limit !== undefined
      const limit = isDecided ? BigInt(mark.credit_limit ?? 0) : creditLimit(amount, before)
      const next: RefundMark = { ...mark, credit_limit: limit.toString() }
      if (!isDecided) await paymentRows(container).updateRefunds({ id, metadata: { payment_notifications: next } })
      // The next one is decided as if this one were recorded already.
      sums = withRefund(before, amount)
      if (!lines.some(({ reference_id }) => reference_id === id)) sums = withCredit(sums, creditOf(limit, sums))
      decided.push({ id, mark: next })
    }
    return new StepResponse(decided as readonly OpenRefund[])
  },
)
