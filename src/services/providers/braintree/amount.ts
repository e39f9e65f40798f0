import { toMinor, type Amount } from "../../domain/money"

/** Long enough for any amount; more digits are no amount of Braintree's. */
const DECIMAL = /^\d{1,15}(?:\.\d{1,4})?$/

/**
 * A decimal amount in major units ("24.95", "250.0"). Undefined when it cannot be read exactly or has no currency: it is then quarantined.
 */
export function braintreeAmount(amount: string | undefined, currency: string | undefined): Amount | undefined {
  if (!amount || !currency || !DECIMAL.test(amount) || !/^[A-Za-z]{3}$/.test(currency)) return undefined
  const code = currency.toUpperCase()
  try {
    return { minor: toMinor(amount, code), currency: code }
  } catch {
    // Finer than the currency allows.
    return undefined
  }
}
