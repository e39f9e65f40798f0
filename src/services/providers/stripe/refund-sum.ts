import type { Amount } from "../../domain/money"
import { stripeAmount } from "./amount"

/** The fields of a charge that its sum of refunds depends on. Amounts are in Stripe's smallest units. */
interface RefundedCharge {
  readonly amount: number
  readonly amount_captured?: number | null | undefined
  readonly amount_refunded: number
}

/**
 * The sum that the payer has back, or undefined where a charge does not report that. Its `amount_refunded` grows when a refund is
 * made. With a bank debit, the payer may have the money days later, or never. So the sum is believed when the refunds that are
 * known to have succeeded add up to it. Otherwise each refund's own event reports it, late at worst. A pending refund inside a
 * sum would be recorded as money that is back, and the payer notified of it.
 */
export function sumOfRefunds(
  { amount, amount_captured, amount_refunded }: RefundedCharge,
  refunds: readonly { readonly amount: number; readonly status?: string | null | undefined }[],
  currency: string,
): Amount | undefined {
  // After a partial capture, the sum may include money that was never captured.
  if (amount_refunded === 0 || (amount_captured != null && amount_captured !== amount)) return undefined
  const succeeded = refunds.reduce((sum, refund) => (refund.status === "succeeded" ? sum + refund.amount : sum), 0)
  return succeeded === amount_refunded ? stripeAmount(amount_refunded, currency) : undefined
}
