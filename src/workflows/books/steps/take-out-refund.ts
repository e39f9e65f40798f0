import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { toMajor } from "../../../services/domain/money"
import { inTransaction, lockPayment } from "../module-transaction"
import { pendingDifference } from "../order-books"
import { markOf, reversalsOf, type RefundRow, type RefundRows, type Reversal } from "../refund-rows"
import { sumMinor } from "../stored-amount"

export interface TakeOutRefundInput {
  readonly payment_id: string
  readonly order_id: string | null
  /** What the provider said it had refunded and did not, in minor units. */
  readonly amount: string
  readonly currency_code: string
  /** The same text when the call is repeated, another one for every other call. */
  readonly key: string
  /** Medusa's Refund row, where it is known. */
  readonly refund_id?: string | null
}

export interface TakenOutRefund {
  readonly collection_id: string
  readonly refund_id: string | null
  readonly reversal: Reversal | null
}

/**
 * Takes a refund that did not happen out of the Refund rows: the whole row, or the amount from a larger one. The row keeps what was
 * taken out and why, deleted or not, so that a repeated call finds it done. Nothing large enough means that nothing is wrong in
 * the books: core, too, deletes its row when the provider refuses.
 */
export const takeOutRefundStep = createStep(
  "payment-notification-take-out-refund",
  async (input: TakeOutRefundInput, { container }) => {
    const payments = container.resolve(Modules.PAYMENT) as unknown as RefundRows
    const taken = await inTransaction(payments, async (context): Promise<TakenOutRefund> => {
      await lockPayment(context, input.payment_id)
      const { payment_collection_id } = await payments.retrievePayment(input.payment_id, {}, context)
      const all = await payments.listRefunds(
        { payment_id: input.payment_id },
        { withDeleted: true, order: { created_at: "DESC" }, take: null },
        context,
      )
      const found = (refund_id: string | null, reversal: Reversal | null) => ({
        collection_id: payment_collection_id,
        refund_id,
        reversal,
      })
      for (const row of all) {
        const done = reversalsOf(row).find(({ key }) => key === input.key)
        if (done) return found(row.id, done)
      }
      const row = BigInt(input.amount) > 0n ? choose(all, input) : undefined
      if (!row) return found(null, null)
      const reversal = { key: input.key, amount: input.amount, credit: (await creditToUndo(container, row, input)).toString() }
      const rest = sumMinor([row], input.currency_code) - BigInt(input.amount)
      const metadata = { payment_notifications_reversals: [...reversalsOf(row), reversal] }
      const amount = rest > 0n ? { amount: toMajor(rest, input.currency_code) } : {}
      await payments.updateRefunds({ id: row.id, metadata, ...amount }, context)
      if (rest === 0n) await payments.softDeleteRefunds([row.id], {}, context)
      return found(row.id, reversal)
    })
    return new StepResponse(taken)
  },
)

/** The one that was named, else core's of exactly that amount, else ours of that amount, else our newest that holds it. */
function choose(newestFirst: readonly RefundRow[], input: TakeOutRefundInput): RefundRow | undefined {
  const amount = BigInt(input.amount)
  const held = (row: RefundRow) => sumMinor([row], input.currency_code)
  const rows = newestFirst.filter((row) => !row.deleted_at && held(row) >= amount)
  return (
    rows.find(({ id }) => id === input.refund_id) ??
    rows.find((row) => !markOf(row) && held(row) === amount) ??
    rows.find((row) => markOf(row) && held(row) === amount) ??
    rows.find((row) => markOf(row))
  )
}

/**
 * How much of the order's credit lines goes with it. Of ours we know what it was; core keeps no note of its own, but while the
 * order owes the customer money its refund made no credit line, and otherwise never more than the refund.
 */
async function creditToUndo(
  container: MedusaContainer,
  row: RefundRow,
  { order_id, amount, currency_code }: TakeOutRefundInput,
): Promise<bigint> {
  if (!order_id) return 0n
  const mark = markOf(row)
  if (mark) {
    const undone = reversalsOf(row).reduce((sum, { credit }) => sum + BigInt(credit), 0n)
    return least(BigInt(amount), BigInt(mark.credit ?? "0") - undone)
  }
  if ((await pendingDifference(container, order_id, currency_code)) < 0n) return 0n
  const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: ["id"], relations: ["credit_lines"] })
  return least(BigInt(amount), sumMinor((order.credit_lines ?? []) as never[], currency_code))
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
