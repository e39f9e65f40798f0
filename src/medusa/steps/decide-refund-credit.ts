import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { pendingDifference } from "../rows/order-transactions"
import { orderRows } from "../rows/order-rows"
import { paymentRows } from "../rows/payment-rows"
import type { OpenRefund, RefundMark } from "../rows/refund-rows"

export interface OpenRefundsInput {
  readonly order_id: string | null
  readonly currency_code: string
  readonly open: readonly OpenRefund[]
}

/**
 * Decides how much of each refund lowers the order's total, as core's refund does. The part that the order owed the customer
 * anyway (after a return, say) does not lower it; the rest does. The decision is saved with the refund before anything is
 * recorded: recording changes the difference on which it rests, so a repeated call would decide otherwise.
 */
export const decideRefundCreditStep = createStep(
  "payment-notification-decide-refund-credit",
  async ({ order_id, currency_code, open }: OpenRefundsInput, { container }) => {
    if (!order_id || !open.length) return new StepResponse(open)
    const payments = paymentRows(container)
    const recorded = await findRecorded(container, order_id, open)
    let pending = await pendingDifference(container, order_id, currency_code)
    const decided: OpenRefund[] = []
    for (const { id, mark } of open) {
      const amount = BigInt(mark.amount)
      const owed = pending < 0n ? -pending : 0n
      const credit = mark.credit === undefined ? (amount > owed ? amount - owed : 0n) : BigInt(mark.credit)
      const next: RefundMark = { ...mark, credit: credit.toString() }
      if (mark.credit === undefined) await payments.updateRefunds({ id, metadata: { payment_notifications: next } })
      // The next one is decided as if this one were recorded already.
      if (!recorded.transactions.has(id)) pending += amount
      if (!recorded.creditLines.has(id)) pending -= credit
      decided.push({ id, mark: next })
    }
    return new StepResponse(decided as readonly OpenRefund[])
  },
)

async function findRecorded(container: MedusaContainer, order_id: string, open: readonly OpenRefund[]) {
  const orders = orderRows(container)
  const filters = { order_id, reference: "refund", reference_id: open.map(({ id }) => id) }
  const [transactions, creditLines] = await Promise.all([
    orders.listOrderTransactions(filters),
    orders.listOrderCreditLines(filters),
  ])
  const idsOf = (rows: ReadonlyArray<{ reference_id?: string | null }>) => new Set(rows.map(({ reference_id }) => reference_id))
  return { transactions: idsOf(transactions), creditLines: idsOf(creditLines) }
}
