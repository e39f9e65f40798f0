import { toMinor, type Amount } from "../../domain/money"
import type { MollieAmount } from "./entities"

/**
 * Mollie's decimal text in ISO 4217 minor units. Its decimals are those of ISO 4217, krónur and forints included
 * (https://docs.mollie.com/payments/multicurrency). Undefined for an amount finer than the currency: it is quarantined, never rounded.
 */
export function mollieAmount({ currency, value }: MollieAmount): Amount | undefined {
  try {
    return { minor: toMinor(value, currency), currency: currency.toUpperCase() }
  } catch {
    return undefined
  }
}
