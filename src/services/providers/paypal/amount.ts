import { toMinor, type Amount } from "../../domain/money"

/**
 * Currencies that PayPal takes whole, though ISO 4217 gives forints and Taiwan dollars two digits
 * (https://developer.paypal.com/api/rest/reference/currency-codes/). Yen have none anywhere.
 */
export const WHOLE_AT_PAYPAL: ReadonlySet<string> = new Set(["HUF", "JPY", "TWD"])

/** Money in PayPal's notation: a decimal text in major units. */
export interface Money {
  readonly currency_code: string
  readonly value: string
}

/**
 * PayPal's money in ISO 4217 minor units ("1000" HUF is 100000). Undefined for text that PayPal cannot have written: a sign, an
 * exponent, a fraction finer than the currency. Money without a readable amount is quarantined, which beats rounding it.
 */
export function paypalAmount(money: Money | null | undefined): Amount | undefined {
  if (!money || !/^\d+(?:\.\d+)?$/.test(money.value)) return undefined
  const currency = money.currency_code.toUpperCase()
  if (WHOLE_AT_PAYPAL.has(currency) && /\.\d*[1-9]/.test(money.value)) return undefined
  try {
    return { minor: toMinor(money.value, currency), currency }
  } catch {
    return undefined
  }
}
