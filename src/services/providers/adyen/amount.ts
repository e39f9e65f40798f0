import { exponentOf, type Amount } from "../../domain/money"

/**
 * Currencies that Adyen counts with other digits than ISO 4217 (https://docs.adyen.com/development-resources/currency-codes names
 * these four).
 */
export const ADYEN_DIGITS: ReadonlyMap<string, number> = new Map([
  ["CLP", 2],
  ["CVE", 0],
  ["IDR", 0],
  ["ISK", 2],
])

/**
 * Converts Adyen's minor units to ISO 4217 minor units. Undefined for an amount that is negative, has no currency, or is a
 * fraction that ISO 4217 does not know: money without a readable amount is quarantined, which beats rounding it.
 */
export function adyenAmount(units: number | undefined, currency: string | undefined): Amount | undefined {
  if (units === undefined || units < 0 || !currency) return undefined
  const shift = exponentOf(currency) - (ADYEN_DIGITS.get(currency) ?? exponentOf(currency))
  if (shift >= 0) return { minor: BigInt(units) * 10n ** BigInt(shift), currency }
  const divisor = 10n ** BigInt(-shift)
  return BigInt(units) % divisor === 0n ? { minor: BigInt(units) / divisor, currency } : undefined
}
