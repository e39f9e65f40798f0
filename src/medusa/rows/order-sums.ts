import type { MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { roundToMinor } from "../../services/domain/money"
import { orderRows, type CreditLineRow } from "./order-rows"
import { paymentRows } from "./payment-rows"
import type { OrderSums } from "./refund-credit"
import { sumMajor, sumMinor } from "./stored-amount"

/** References of the transactions and of the credit lines that are ours. */
export const REFUND = "refund"
export const REVERSAL = "refund_reversal"

/** The reference of core's credit line for a refund without a reason; one with a reason carries the reason's label. */
const CORES_CREDIT = "payment_collection"

/**
 * Sums an order's rows. Its summary is not used: core adds to it without a lock, so that of two refunds at once it may miss one, and a
 * deleted transaction changes the summary of its own version of the order only.
 */
export async function orderSums(container: MedusaContainer, order_id: string, currency: string): Promise<OrderSums> {
  const orders = orderRows(container)
  const order = await orders.retrieveOrder(order_id, { select: ["id", "version", "total"], relations: ["credit_lines"] })
  const transactions = await orders.listOrderTransactions({ order_id }, { take: null as never })
  const refunds = transactions.filter(({ reference }) => reference === REFUND || reference === REVERSAL)
  const lines = (order.credit_lines ?? []) as unknown as CreditLineRow[]
  const credits = await refundCredits(container, lines)
  const total = order as unknown as { total: unknown; raw_total?: unknown }
  return {
    due: roundToMinor(MathBN.sub((total.raw_total ?? total.total) as never, sumMajor(transactions)).toFixed(), currency),
    refunded: -sumMinor(refunds, currency),
    credited: sumMinor(credits, currency),
  }
}

/** The credit lines of refunds among an order's: a cart's gift card is one as well. */
async function refundCredits(container: MedusaContainer, lines: readonly CreditLineRow[]): Promise<CreditLineRow[]> {
  const isPlain = ({ reference }: CreditLineRow) => [REFUND, REVERSAL, CORES_CREDIT].includes(reference ?? "")
  if (lines.every(isPlain)) return [...lines]
  const reasons = await paymentRows(container).listRefundReasons({}, { select: ["id", "label", "code"], take: null })
  return lines.filter(
    (line) => isPlain(line) || reasons.some(({ label, code }) => line.reference === label && line.reference_id === code),
  )
}
