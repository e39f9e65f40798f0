import type { RefundState } from "./facts"
import { larger } from "./money"
import { supersedes } from "./supersedes"

/** One refund of a payment, as the provider reported it last. Amounts are integer minor units. */
export interface KnownRefund {
  readonly state: RefundState
  readonly amount: bigint
}

const RANK: Record<RefundState, number> = { pending: 0, succeeded: 1, failed: 2 }

export interface RefundReport {
  readonly state: RefundState
  /** When it happened, by the provider's clock. */
  readonly at: Date | null
}

/**
 * The report of one refund that supersedes the other: pure, total, and the same whichever came first. A refund that succeeded can
 * still fail (the payer's bank sends the money back). At some providers a failed one succeeds after the merchant has mended the
 * account it goes to. Between the two the provider's clock decides. Where it cannot, `failed` does, because money wrongly
 * believed to be back with the payer is the worse mistake.
 */
export function supersedingRefund(known: RefundReport | undefined, reported: RefundReport): RefundReport {
  if (!known) return reported
  const bothEnded = known.state !== "pending" && reported.state !== "pending"
  return supersedes(reported, known, RANK, bothEnded) ? reported : known
}

/**
 * The amount of a payment that the provider has refunded in all, as the larger of two sums: the named refunds that succeeded, or
 * the largest reported total less the refunds in it that failed since. It depends on the reports and not on their order, so
 * duplicates and reordering change nothing.
 */
export function refundedTotal(refunds: readonly KnownRefund[], reportedTotal: bigint): bigint {
  const sum = (state: RefundState) =>
    refunds.reduce((total, refund) => (refund.state === state ? total + refund.amount : total), 0n)
  return larger(sum("succeeded"), reportedTotal - sum("failed"))
}
