import { exponentOf } from "../../domain/money"
import { STRIPE_DIGITS } from "./amount"
import { isMedusaStripe, medusaUnits } from "./medusa-units"

/**
 * The sum that the payer is really asked for, where an order or a refund comes to `minor`: both in ISO 4217 minor units. Medusa's
 * own Stripe provider rounds dinars up to ten fils, and counts shillings (`UGX`) whole, which Stripe takes for hundredths. Any other
 * payment provider asks for the sum itself. A sum that Stripe cannot be asked for (half a shilling) is left as it is, and matches
 * nothing.
 *
 * @example
 * ```ts
 * asked(12845n, "KWD", "pp_stripe_stripe") // 12850n
 * asked(5000n, "UGX", "pp_stripe_stripe") // 50n
 * asked(2495n, "EUR", "pp_stripe_stripe") // 2495n
 * ```
 */
export function asked(minor: bigint, currency: string, paymentProviderId: string): bigint {
  if (!isMedusaStripe(paymentProviderId)) return minor
  const code = currency.toUpperCase()
  const units = medusaUnits(minor, code)
  const shift = exponentOf(code) - (STRIPE_DIGITS.get(code) ?? exponentOf(code))
  if (shift >= 0) return units * 10n ** BigInt(shift)
  const divisor = 10n ** BigInt(-shift)
  return units % divisor === 0n ? units / divisor : minor
}
