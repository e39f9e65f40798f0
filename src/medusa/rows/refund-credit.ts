import { larger, smaller } from "../../services/domain/money"

/** An order's money by its rows, in minor units. */
export interface OrderSums {
  /** The order's total less its transactions: still expected if positive, owed to the customer if negative. */
  readonly due: bigint
  /** Its refunds by their transactions, less those that were reversed. */
  readonly refunded: bigint
  /** The credit lines of its refunds, less those that were reversed. */
  readonly credited: bigint
}

/**
 * The most that a refund may lower the order's total by. The part that the order owed the customer anyway (after a return, say) does
 * not lower it; the rest does, as core's refund has it. `before` is the order without the refund's transaction. A credit line that is
 * there ahead of its refund's transaction is no debt: core makes the two in separate commits, and may take back one of them.
 */
export function creditLimit(amount: bigint, before: OrderSums): bigint {
  const ahead = larger(0n, before.credited - before.refunded)
  const owed = larger(0n, -(before.due + ahead))
  return larger(0n, amount - owed)
}

/**
 * The credit line of a refund whose transaction is recorded. Never more than the order expects by now, and never more than its refunds
 * have no credit line for: core's own credit lines name no refund, so that only the sums show one that is made already.
 */
export const creditOf = (limit: bigint, { due, refunded, credited }: OrderSums): bigint =>
  larger(0n, smaller(limit, smaller(due, refunded - credited)))

/** The sum by which credit lines lower the order beyond its refunds: core makes one twice when it makes two refunds at once. */
export const surplusCredit = ({ due, refunded, credited }: OrderSums): bigint => larger(0n, smaller(-due, credited - refunded))

/** The order once the refund's transaction is recorded. */
export const withRefund = ({ due, refunded, credited }: OrderSums, amount: bigint): OrderSums => ({
  due: due + amount,
  refunded: refunded + amount,
  credited,
})

/** The order once a credit line is made. */
export const withCredit = ({ due, refunded, credited }: OrderSums, amount: bigint): OrderSums => ({
  due: due - amount,
  refunded,
  credited: credited + amount,
})
