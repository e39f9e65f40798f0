import type { DisputeState, RefundState } from "./facts"
import { larger, smaller } from "./money"

/** A dispute as far as its loss goes by it. Amounts are integer minor units. */
export interface DisputedMoney {
  readonly state: DisputeState
  readonly amount: bigint
  /** The part that is lost of a dispute that is won. */
  readonly lostAmount: bigint | null
  readonly openedAt: Date | null
  readonly settledByRefund: boolean
}

/** The money that came in by a payment and went back without a dispute. */
export interface PaymentMoney {
  readonly captured: bigint
  readonly refunded: bigint
  readonly refunds: readonly { readonly state: RefundState; readonly amount: bigint; readonly at: Date | null }[]
}

/**
 * The amount that a decided dispute takes from the merchant beside all refunds. Some providers pay a lost dispute out as a refund and
 * report both: of such a loss only that part counts which no refund since its opening covers, and never more than is left of the
 * payment. A refund that was made before the dispute covers none of it; one without a date is taken for the dispute's own,
 * because the same money twice is the worse mistake.
 */
export function lossOf({ state, amount, lostAmount, openedAt, settledByRefund }: DisputedMoney, payment: PaymentMoney): bigint {
  const lost = state === "lost" ? amount : state === "won" ? (lostAmount ?? 0n) : 0n
  if (!settledByRefund) return lost
  const covered = payment.refunded - refundedBefore(openedAt, payment)
  return larger(0n, smaller(lost - covered, payment.captured - payment.refunded))
}

const refundedBefore = (opening: Date | null, { refunds }: PaymentMoney): bigint =>
  refunds.reduce(
    (sum, { state, amount, at }) => (state === "succeeded" && opening && at && at < opening ? sum + amount : sum),
    0n,
  )
