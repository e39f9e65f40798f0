import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { smaller, toMajor } from "../../services/domain/money"
import { inTransaction, lockPayment } from "../rows/module-transaction"
import { pendingDifference } from "../rows/order-transactions"
import { paymentRows } from "../rows/payment-rows"
import { isOurs, markOf, reversalsOf, type RefundRow, type Reversal } from "../rows/refund-rows"
import { sumMinor } from "../rows/stored-amount"

export interface ReverseRefundStepInput {
  readonly payment_id: string
  readonly order_id: string | null
  /** The amount that the provider reported as refunded but did not refund, in minor units. */
  readonly amount: string
  readonly currency_code: string
  /** The same text when the call is repeated, a different one for every other call. */
  readonly key: string
  /** Where our rows hold less: all of them is reversed, and not nothing. */
  readonly partial?: boolean
  /** Medusa's Refund row, where it is known. */
  readonly refund_id?: string | null
}

export interface ReversedRefundRows {
  readonly collection_id: string
  readonly refund_id: string | null
  /** Minor units. */
  readonly reversed: string
}

/** A part of a Refund row's amount. */
interface Part {
  readonly row: RefundRow
  readonly amount: bigint
}

/**
 * Takes a refund that did not happen out of the Refund rows: the whole row, the amount from a larger one, or from several. The
 * rows save the amount and its reversal, deleted or not, so that a repeated call finds it done. If no rows are large enough,
 * Medusa's rows are right: core, too, deletes its row when the provider refuses.
 */
export const reverseRefundStep = createStep(
  "payment-notification-reverse-refund",
  async (input: ReverseRefundStepInput, { container }) => {
    const payments = paymentRows(container)
    const taken = await inTransaction(payments, async (context): Promise<ReversedRefundRows> => {
      await lockPayment(context, input.payment_id)
      const { payment_collection_id } = await payments.retrievePayment(input.payment_id, {}, context)
      const all = await payments.listRefunds(
        { payment_id: input.payment_id },
        { withDeleted: true, order: { created_at: "DESC" }, take: null },
        context,
      )
      const found = (parts: readonly Part[]) => ({
        collection_id: payment_collection_id,
        refund_id: parts[0]?.row.id ?? null,
        reversed: parts.reduce((sum, { amount }) => sum + amount, 0n).toString(),
      })
      const done = all.flatMap((row) =>
        reversalsOf(row)
          .filter(({ call }) => call === input.key)
          .map(({ amount }): Part => ({ row, amount: BigInt(amount) })),
      )
      if (done.length) return found(done)
      const parts = BigInt(input.amount) > 0n ? choose(all, input) : []
      for (const [index, { row, amount }] of parts.entries()) {
        const credit = await creditToUndo(container, row, amount, input)
        const key = index ? `${input.key}:${index + 1}` : input.key
        const reversal: Reversal = { key, call: input.key, amount: amount.toString(), credit: credit.toString() }
        const rest = sumMinor([row], input.currency_code) - amount
        const metadata = { payment_notifications_reversals: [...reversalsOf(row), reversal] }
        const left = rest > 0n ? { amount: toMajor(rest, input.currency_code) } : {}
        await payments.updateRefunds({ id: row.id, metadata, ...left }, context)
        if (rest === 0n) await payments.softDeleteRefunds([row.id], {}, context)
      }
      return found(parts)
    })
    return new StepResponse(taken)
  },
)

/**
 * The row that was named, else core's of exactly that amount, else ours of that amount, else our newest that is large enough,
 * else as many of ours as it takes. Our rows follow the provider's sum: where refunds are reported out of order, no row is one of
 * the provider's refunds.
 */
function choose(newestFirst: readonly RefundRow[], input: ReverseRefundStepInput): Part[] {
  const amount = BigInt(input.amount)
  const amountOf = (row: RefundRow) => sumMinor([row], input.currency_code)
  const undeleted = newestFirst.filter((row) => !row.deleted_at)
  const rows = undeleted.filter((row) => amountOf(row) >= amount)
  const row =
    rows.find(({ id }) => id === input.refund_id) ??
    rows.find((row) => !isOurs(row) && amountOf(row) === amount) ??
    rows.find((row) => isOurs(row) && amountOf(row) === amount) ??
    rows.find(isOurs)
  if (row) return [{ row, amount }]
  let left = amount
  const parts = undeleted.filter(isOurs).flatMap((row): Part[] => {
    const part = smaller(amountOf(row), left)
    left -= part
    return part > 0n ? [{ row, amount: part }] : []
  })
  return left === 0n || input.partial ? parts : []
}

/**
 * The part of the order's credit lines that is reversed with it. For our refunds we know the credit. Core's name no refund: while the
 * order owes the customer money, its refund made no credit line, and otherwise never more than the refund.
 */
async function creditToUndo(
  container: MedusaContainer,
  row: RefundRow,
  amount: bigint,
  { order_id, currency_code }: ReverseRefundStepInput,
): Promise<bigint> {
  if (!order_id) return 0n
  const mark = markOf(row)
  if (mark && isOurs(row)) {
    const undone = reversalsOf(row).reduce((sum, { credit }) => sum + BigInt(credit), 0n)
    return smaller(amount, BigInt(mark.credit ?? "0") - undone)
  }
  if ((await pendingDifference(container, order_id, currency_code)) < 0n) return 0n
  const order = await container.resolve(Modules.ORDER).retrieveOrder(order_id, { select: ["id"], relations: ["credit_lines"] })
  return smaller(amount, sumMinor((order.credit_lines ?? []) as never[], currency_code))
}
