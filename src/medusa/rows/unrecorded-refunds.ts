import { REFUND } from "./order-sums"
import { CORE_REFUND_SECONDS } from "../../services/queue/times"
import { markOf, reversalsOf, type RefundRow } from "./refund-rows"
import { sumMinor, type StoredAmount } from "./stored-amount"

interface TransactionRow extends StoredAmount {
  readonly reference?: string | null
  readonly reference_id?: string | null
}

interface RefundsOfPayment {
  readonly payment_id: string
  readonly currency_code: string
  /** Undeleted, oldest first. */
  readonly refunds: readonly RefundRow[]
  /** The order's. */
  readonly transactions: readonly TransactionRow[]
  /** The provider's refunded total, in minor units. */
  readonly total: bigint
}

export interface UnrecordedRefund {
  readonly row: RefundRow
  /** The amount that was refunded, before any reversal, in minor units. */
  readonly amount: bigint
}

/**
 * The Refund rows that the provider's total covers and the order's transactions do not have, or have with another amount: core's refund
 * gives all rows that lack one the amount of its own, and takes them back with it. When core cancels an order, it records its refunds
 * under the payment's id. A row beyond the provider's total is a refund that may still be refused.
 */
export function unrecordedRefunds({
  payment_id,
  currency_code,
  refunds,
  transactions,
  total,
}: RefundsOfPayment): UnrecordedRefund[] {
  const recorded = (id: string) => recordedUnder(id, transactions, currency_code)
  const known = refunds.map((row) => ({ row, amount: originalOf(row, currency_code), recorded: recorded(row.id) }))
  const isCancellation = cancellations(known, recorded(payment_id))
  const missing = known.filter((refund) => refund.recorded !== refund.amount && !isCancellation(refund))
  let left =
    total -
    sumMinor(
      known.filter((refund) => !missing.includes(refund)).map(({ row }) => row),
      currency_code,
    )
  return missing.filter(({ row }) => {
    const current = sumMinor([row], currency_code)
    if (current > left) return false
    left -= current
    return true
  })
}

/**
 * Core's refunds that it made at about the same time. Each waits for the other's order change, and confirms the one that it finds: one
 * amount can be credited twice, and the other not at all.
 */
export function madeAtOnce(refunds: readonly RefundRow[]): RefundRow[] {
  const cores = refunds.filter((row) => !markOf(row))
  const at = ({ created_at }: RefundRow) => new Date(created_at).getTime()
  return cores.filter((row) => cores.some((other) => other !== row && Math.abs(at(other) - at(row)) < CORE_REFUND_SECONDS * 1000))
}

/** The sum of the refund transactions under an id, in minor units. */
export const recordedUnder = (id: string, transactions: readonly TransactionRow[], currency: string): bigint =>
  -sumMinor(
    transactions.filter(({ reference, reference_id }) => reference === REFUND && reference_id === id),
    currency,
  )

interface KnownRefund extends UnrecordedRefund {
  /** The sum of the transactions under its own id, in minor units. */
  readonly recorded: bigint
}

export const originalOf = (row: RefundRow, currency: string): bigint =>
  reversalsOf(row).reduce((sum, { amount }) => sum + BigInt(amount), sumMinor([row], currency))

/** The rows that make up the transaction under the payment's id: the newest of its amount, else as many of the oldest as fit in it. */
function cancellations(known: readonly KnownRefund[], underPayment: bigint): (refund: KnownRefund) => boolean {
  const others = known.filter(({ row, recorded }) => recorded === 0n && !markOf(row))
  const whole = others.filter(({ amount }) => amount === underPayment).at(-1)
  if (whole) return (refund) => refund === whole
  let left = underPayment
  const fitting = others.filter(({ amount }) => {
    if (amount > left) return false
    left -= amount
    return true
  })
  return (refund) => fitting.includes(refund)
}
