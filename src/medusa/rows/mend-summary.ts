import type { MedusaContainer } from "@medusajs/framework/types"
import { BigNumber, createRawPropertiesFromBigNumber, MathBN } from "@medusajs/framework/utils"
import { inTransaction, lockOrder } from "./module-transaction"
import { orderRows, type OrderSummaryRow } from "./order-rows"

/**
 * Brings the summary of an order's current version in line with its transactions. Core adds each transaction to it without a lock and
 * takes a deleted one out of the summary of an earlier version: after two refunds at once it may show money that did not move.
 */
export async function mendSummary(container: MedusaContainer, order_id: string): Promise<void> {
  const orders = orderRows(container)
  await inTransaction(orders, async (context) => {
    await lockOrder(context, order_id)
    const { version } = await orders.retrieveOrder(order_id, { select: ["id", "version"] }, context as never)
    const [summary] = await orders.listOrderSummaries({ order_id, version: version as unknown as number }, {}, context)
    if (!summary) return
    const rows = await orders.listOrderTransactions({ order_id }, { take: null as never }, context as never)
    const amounts = rows.map(
      ({ amount, raw_amount }: { amount: unknown; raw_amount?: unknown }) => raw_amount ?? amount,
    ) as never[]
    const sum = (of: never[]) => MathBN.sum(0, ...of)
    const sums = {
      paid_total: sum(amounts.filter((amount) => MathBN.gt(amount, 0))),
      refunded_total: MathBN.abs(sum(amounts.filter((amount) => MathBN.lt(amount, 0)))),
      transaction_total: sum(amounts),
    }
    if (agrees(summary, sums)) return
    const { totals } = summary
    const pending_difference = MathBN.sub(exact(totals, "current_order_total"), sums.transaction_total)
    const mended: Record<string, unknown> = { ...totals }
    for (const [name, value] of Object.entries({ ...sums, pending_difference })) mended[name] = new BigNumber(value)
    createRawPropertiesFromBigNumber(mended)
    await orders.updateOrderSummaries({ id: summary.id, totals: mended }, context)
  })
}

const exact = (totals: OrderSummaryRow["totals"], name: string): never => (totals[`raw_${name}`] ?? totals[name] ?? 0) as never

const agrees = ({ totals }: OrderSummaryRow, sums: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(sums).every(([name, value]) => MathBN.eq(exact(totals, name), value as never))
