import { exponentOf, type Amount } from "../../domain/money"

/**
 * Currencies whose smallest unit at Stripe differs from ISO 4217: krónur and shillings are still counted in hundredths, ariary
 * whole (https://docs.stripe.com/currencies#special-cases).
 */
export const STRIPE_DIGITS: ReadonlyMap<string, number> = new Map([
  ["ISK", 2],
  ["UGX", 2],
  ["MGA", 0],
])

/**
 * Converts Stripe's smallest units to ISO 4217 minor units. Undefined for a fraction that ISO 4217 does not know: money without a
 * readable amount is quarantined, which beats rounding it.
 */
export function stripeAmount(units: number, currency: string): Amount | undefined {
  const code = currency.toUpperCase()
  const shift = exponentOf(code) - (STRIPE_DIGITS.get(code) ?? exponentOf(code))
  if (shift >= 0) return { minor: BigInt(units) * 10n ** BigInt(shift), currency: code }
  const divisor = 10n ** BigInt(-shift)
  return BigInt(units) % divisor === 0n ? { minor: BigInt(units) / divisor, currency: code } : undefined
}

/** The amount of two fields. Undefined where one of them is missing. */
export const amountOf = (units: number | undefined, currency: string | undefined): Amount | undefined =>
  units === undefined || currency === undefined ? undefined : stripeAmount(units, currency)
