import { exponentOf } from "../../domain/money"

/** Digits after the point by which Medusa's Stripe provider counts; 2 for any other currency. They are not those of ISO 4217. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"].map(
    (code) => [code, 0] as const,
  ),
  ...["BHD", "IQD", "JOD", "KWD", "OMR", "TND"].map((code) => [code, 3] as const),
])

/** `pp_stripe_stripe`, `pp_stripe-ideal_stripe` and the like: all of them count alike. */
export const MEDUSAS_OWN = /^pp_stripe(?:-[a-z0-9]+)?_/

export const isMedusaStripe = (paymentProviderId: string): boolean => MEDUSAS_OWN.test(paymentProviderId)

export const medusaDigits = (currency: string): number => DIGITS.get(currency.toUpperCase()) ?? 2

/**
 * The number that Medusa's Stripe provider sends for a sum in ISO 4217 minor units: rounded to its own digits, and with three of
 * them up to tens, because Stripe takes no other dinars.
 */
export function medusaUnits(minor: bigint, currency: string): bigint {
  const digits = medusaDigits(currency)
  const shift = digits - exponentOf(currency)
  const units = shift >= 0 ? minor * 10n ** BigInt(shift) : halfUp(minor, 10n ** BigInt(-shift))
  return digits === 3 ? ((units + 9n) / 10n) * 10n : units
}

const halfUp = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor / 2n) / divisor
