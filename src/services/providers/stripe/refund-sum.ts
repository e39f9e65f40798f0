import type { Amount } from "../../domain/money"
import { stripeAmount } from "./amount"

/** A charge, as far as its sum of refunds hangs on it. Amounts are in Stripe's smallest units. */
interface RefundedCharge {
  readonly amount: number
  readonly amount_captured?: number | null | undefined
  readonly amount_refunded: number
}

/**
 * All that has gone back to the payer, or undefined where a charge does not tell that. Its `amount_refunded` grows when a refund is made,
 * and of a bank debit that may be days before the payer has the money, or never. So the sum is believed when the refunds that are known
 * to have succeeded make it up; otherwise each refund is known by its own event, which is late at worst, while a pending refund in a
 * sum would be booked, and told to the payer, as money that is back.
 */
export function sumOfRefunds(
  { amount, amount_captured, amount_refunded }: RefundedCharge,
  refunds: readonly { readonly amount: number; readonly status?: string | null | undefined }[],
  currency: string,
): Amount | undefined {
  // After a capture in part, the sum may hold what was never captured.
  if (amount_refunded === 0 || (amount_captured != null && amount_captured !== amount)) return undefined
  const succeeded = refunds.reduce((sum, refund) => (refund.status === "succeeded" ? sum + refund.amount : sum), 0)
  return succeeded === amount_refunded ? stripeAmount(amount_refunded, currency) : undefined
}
