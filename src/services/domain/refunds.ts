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
  /** When the provider says it happened. */
  readonly at: Date | null
}

/**
 * Which of two reports of one refund stands: pure, total, and the same whichever came first. A refund that succeeded can still fail
 * (the payer's bank sends the money back), and at some providers one that failed succeeds after the merchant has mended the account
 * it goes to: between the two the provider's clock decides, and where it cannot, `failed` does, because money that is wrongly
 * believed to be back with the payer is the worse mistake.
 */
export function supersedingRefund(known: RefundReport | undefined, reported: RefundReport): RefundReport {
  if (!known) return reported
  const bothEnded = known.state !== "pending" && reported.state !== "pending"
  return supersedes(reported, known, RANK, bothEnded) ? reported : known
}

/**
 * What the provider has refunded of a payment in all: the sum of the refunds that it named and that succeeded, or the largest
 * total that it told less what was in that total and failed since, whichever is more. A function of what was told and not of
 * its order, so duplicates and reordering change nothing.
 */
export function refundedTotal(refunds: readonly KnownRefund[], reportedTotal: bigint): bigint {
  const sum = (state: RefundState) =>
    refunds.reduce((total, refund) => (refund.state === state ? total + refund.amount : total), 0n)
  return larger(sum("succeeded"), reportedTotal - sum("failed"))
}
