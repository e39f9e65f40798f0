import { exponentOf, type Amount } from "../../domain/money"

/**
 * Razorpay's sub-units as ISO 4217 minor units: paise, whole yen, thousandths of a dinar
 * (https://razorpay.com/docs/api/payments/entity). Razorpay asks for a last digit of 0 in currencies with three decimals and
 * takes no other. Another digit means that we misread the number: it is left out, and the money quarantined.
 */
export function razorpayAmount(units: number | undefined, currency: string | undefined): Amount | undefined {
  if (units === undefined || currency === undefined) return undefined
  const minor = BigInt(units)
  if (exponentOf(currency) === 3 && minor % 10n !== 0n) return undefined
  return { minor, currency: currency.toUpperCase() }
}
