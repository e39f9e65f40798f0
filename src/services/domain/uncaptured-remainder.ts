import type { RefundFact } from "./facts"
import { minorOf } from "./compare"
import type { PaymentState } from "./states"

/** A captured payment, as far as a release is told by it. Amounts are integer minor units of `currency`. */
export interface CapturedPayment {
  readonly state: PaymentState
  /** What was authorized: a part of it is captured of nothing else. */
  readonly amount: bigint
  readonly captured: bigint
  readonly currency: string
  /** When the provider says that it was captured. */
  readonly occurredAt: Date | null
}

const ENDS: ReadonlySet<PaymentState> = new Set(["canceled", "expired"])

const hasRemainder = ({ state, amount, captured }: CapturedPayment): boolean => state === "captured" && captured < amount

/**
 * True where the end of a payment that was captured in part is the end of what was not captured: the rest goes back to what the payer
 * may spend, and the part is not touched by that.
 */
export const endsRemainder = (payment: CapturedPayment, reported: PaymentState): boolean =>
  hasRemainder(payment) && ENDS.has(reported)

/** Providers count in seconds, and tell of one act more than once. */
const ONE_ACT_MS = 1000

/**
 * True where a refund gives back what a capture in part left of the authorization: some providers make a refund of that in the same act,
 * although nobody ever had the money. A merchant's own refund may be of the same sum, and comes after the capture; where the time of
 * either is not known, the sum decides, because a refund that is shown and never was is told to the payer.
 */
export function refundsRemainder(payment: CapturedPayment, { madeAt, amount }: Pick<RefundFact, "madeAt" | "amount">): boolean {
  if (!madeAt || !hasRemainder(payment)) return false
  if (!amount || minorOf(amount, payment.currency) !== payment.amount - payment.captured) return false
  return !payment.occurredAt || madeAt.getTime() <= payment.occurredAt.getTime() + ONE_ACT_MS
}
