import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { lowerUnpaidCollections } from "../rows/lower-unpaid-collections"
import { orderRows } from "../rows/order-rows"
import { orderSums, REFUND } from "../rows/order-sums"
import { hasOpenChange, recordCreditLines } from "../rows/order-transactions"
import { paymentRows } from "../rows/payment-rows"
import { creditOf, surplusCredit } from "../rows/refund-credit"
import type { OpenRefund, RefundMark } from "../rows/refund-rows"
import { sumMinor } from "../rows/stored-amount"
import type { OpenRefundsInput } from "./decide-refund-credit"

export interface CreditedRefunds {
  readonly open: readonly OpenRefund[]
  /** False where an open order change holds back a credit line: it is made after the change is closed. */
  readonly is_complete: boolean
}

/**
 * Adds the credit line that lowers the order's total: refunded money is not asked for again. A credit line is known by its refund's id.
 * An order change that an admin has open holds back the credit line and nothing else, because it may itself lower the total: its amount
 * is decided when the change is closed.
 */
export const recordRefundCreditStep = createStep(
  "payment-notification-record-refund-credit",
  async ({ order_id, currency_code, open }: OpenRefundsInput, { container }) => {
    if (!order_id || !open.length) return new StepResponse<CreditedRefunds>({ open, is_complete: true })
    const credited: OpenRefund[] = []
    for (const { id, mark } of open) {
      const credit = await recordCredit(container, { id, mark, order_id, currency_code })
      const { credit_due: wasDue, credit: _stale, ...rest } = mark
      const next: RefundMark = credit === null ? { ...rest, credit_due: true } : { ...rest, credit: credit.toString() }
      if (wasDue && credit !== null) await lowerUnpaidCollections(container, order_id, currency_code)
      await paymentRows(container).updateRefunds({ id, metadata: { payment_notifications: next } })
      credited.push({ id, mark: next })
    }
    return new StepResponse<CreditedRefunds>({ open: credited, is_complete: !credited.some(({ mark }) => mark.credit_due) })
  },
)

interface RefundToCredit extends OpenRefund {
  readonly order_id: string
  readonly currency_code: string
}

/** The amount of the refund's credit line, which is there afterwards; null while an open order change holds it back. */
async function recordCredit(
  container: MedusaContainer,
  { id, mark, order_id, currency_code }: RefundToCredit,
): Promise<bigint | null> {
  const entry = { order_id, reference: REFUND, reference_id: id }
  const made = await orderRows(container).listOrderCreditLines(entry)
  // Every version of the order has a copy of its own.
  if (made[0]) return sumMinor([made[0]], currency_code)
  const limit = BigInt(mark.credit_limit ?? 0)
  if (limit === 0n && !mark.at_once) return 0n
  if (await hasOpenChange(container, order_id)) return null
  const sums = await orderSums(container, order_id, currency_code)
  const credit = creditOf(limit, sums) || (mark.at_once ? -surplusCredit(sums) : 0n)
  const isMade = await recordCreditLines(container, [{ ...entry, currency_code, amount: credit.toString() }])
  return isMade ? credit : null
}
