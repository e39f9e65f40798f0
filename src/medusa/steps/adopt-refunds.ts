import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { inTransaction, lockPayment } from "../rows/module-transaction"
import { orderRows } from "../rows/order-rows"
import { REFUND } from "../rows/order-sums"
import { paymentRows } from "../rows/payment-rows"
import { markOf, type RefundMark } from "../rows/refund-rows"
import { madeAtOnce, originalOf, recordedUnder, unrecordedRefunds } from "../rows/unrecorded-refunds"

export interface AdoptRefundsInput {
  readonly payment_id: string
  readonly order_id: string | null
  readonly currency_code: string
  /** The provider's refunded total of this payment, in minor units. */
  readonly total: string
}

/**
 * Marks the refunds that core carried out and did not record, so that they are recorded as ours are. Core's refund calls the provider
 * first. If it fails after that, because an edit of the order is open, it takes its order transaction back, and keeps the Refund row: the
 * money has moved, and nothing but the provider's report shows that the order lacks it. Of refunds that core made at once, the credit
 * lines are compared as well. To be called when core has had its time.
 */
export const adoptRefundsStep = createStep(
  "payment-notification-adopt-refunds",
  async ({ payment_id, order_id, currency_code, total }: AdoptRefundsInput, { container }) => {
    if (!order_id) return new StepResponse(void 0)
    const payments = paymentRows(container)
    await inTransaction(payments, async (context) => {
      await lockPayment(context, payment_id)
      const refunds = await payments.listRefunds({ payment_id }, { order: { created_at: "ASC" }, take: null }, context)
      const reference_id = [payment_id, ...refunds.map(({ id }) => id)]
      const transactions = await orderRows(container).listOrderTransactions(
        { order_id, reference: REFUND, reference_id },
        { take: null as never },
      )
      const atOnce = madeAtOnce(refunds)
      for (const row of atOnce) {
        const amount = originalOf(row, currency_code)
        // One that core recorded as part of the order's cancellation has neither a transaction nor a credit line of its own.
        if (recordedUnder(row.id, transactions, currency_code) !== amount) continue
        const mark: RefundMark = {
          key: "adopted",
          amount: amount.toString(),
          adopted: true,
          at_once: true,
          recorded: true,
          credit_due: true,
        }
        await payments.updateRefunds({ id: row.id, metadata: { payment_notifications: mark } }, context)
      }
      const missing = unrecordedRefunds({ payment_id, currency_code, refunds, transactions, total: BigInt(total) })
      for (const { row, amount } of missing) {
        const cores: RefundMark = { key: "adopted", amount: amount.toString(), adopted: true }
        const known = markOf(row) ?? (atOnce.includes(row) ? { ...cores, at_once: true } : cores)
        // Ours may have counted a transaction as its own that core took back later.
        const { booked: _old, ...mark } = { ...known, recorded: false }
        await payments.updateRefunds({ id: row.id, metadata: { payment_notifications: mark } }, context)
      }
    })
    return new StepResponse(void 0)
  },
)
