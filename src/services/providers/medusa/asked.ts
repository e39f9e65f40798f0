import { exponentOf } from "../../domain/money"
import { isMedusaStripe, medusaDigits, medusaUnits } from "../stripe/medusa-units"

/**
 * The sum that a Medusa payment provider reports for an order of `minor`, both in ISO 4217 minor units. Medusa's Stripe provider
 * reads its own number back by the digits that it wrote it with, so that only its rounding is seen. Any other provider reports the
 * sum itself.
 */
export function askedThroughMedusa(minor: bigint, currency: string, paymentProviderId: string): bigint {
  if (!isMedusaStripe(paymentProviderId)) return minor
  const units = medusaUnits(minor, currency)
  const shift = exponentOf(currency) - medusaDigits(currency)
  if (shift >= 0) return units * 10n ** BigInt(shift)
  const divisor = 10n ** BigInt(-shift)
  return units % divisor === 0n ? units / divisor : minor
}
