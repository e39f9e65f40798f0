import type { RefundFact } from "./facts"
import { minorOf } from "./compare"
import type { PaymentState } from "./states"

/** The fields of a captured payment that decide about its uncaptured remainder. Amounts are integer minor units of `currency`. */
export interface CapturedPayment {
  readonly state: PaymentState
  /** The authorized amount, of which a partial capture takes a part. */
  readonly amount: bigint
  readonly captured: bigint
  readonly currency: string
  /** When it was captured, by the provider's clock. */
  readonly occurredAt: Date | null
}

const ENDS: ReadonlySet<PaymentState> = new Set(["canceled", "expired"])

const hasRemainder = ({ state, amount, captured }: CapturedPayment): boolean => state === "captured" && captured < amount

/**
 * True where a report ends only the uncaptured remainder of a partly captured payment: the remainder becomes available to the
 * payer again, and the captured part is not touched.
 */
export const endsRemainder = (payment: CapturedPayment, reported: PaymentState): boolean =>
  hasRemainder(payment) && ENDS.has(reported)

/** Providers count in seconds, and report one act more than once. */
const ONE_ACT_MS = 1000

/**
 * True where a reported refund only voids the uncaptured remainder: some providers make a refund of it in the same act, although
 * nobody ever had the money. A merchant's own refund may be of the same sum, and comes after the capture. Where the time of
 * either is not known, the sum decides, because the payer would be notified of a refund that never was.
 */
export function refundsRemainder(payment: CapturedPayment, { madeAt, amount }: Pick<RefundFact, "madeAt" | "amount">): boolean {
  if (!madeAt || !hasRemainder(payment)) return false
  if (!amount || minorOf(amount, payment.currency) !== payment.amount - payment.captured) return false
  return !payment.occurredAt || madeAt.getTime() <= payment.occurredAt.getTime() + ONE_ACT_MS
}
