import { toMinor, type Amount } from "../../domain/money"
import { fieldOf, readCurrency } from "../kit/fields"

/** Major units as decimal text: `{ "currency": "EUR", "value": "24.95" }`. */
export interface MollieAmount {
  readonly currency: string
  readonly value: string
}

const DECIMAL = /^\d{1,15}(?:\.\d{1,4})?$/

export function readAmount(value: unknown): MollieAmount | undefined {
  const currency = readCurrency(fieldOf(value, "currency"))
  const decimal = fieldOf(value, "value")
  return currency && typeof decimal === "string" && DECIMAL.test(decimal) ? { currency, value: decimal } : undefined
}

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
