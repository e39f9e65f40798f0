import type { Amount } from "../../domain/money"
import { fieldOf, readText, readUnits } from "../kit/fields"

/** Square's Money: smallest units of the currency as a whole number that JSON can carry exactly. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

export function readMoney(value: unknown): Money | undefined {
  const [amount, currency] = [readUnits(fieldOf(value, "amount")), readText(fieldOf(value, "currency"))]
  return amount === undefined || currency === undefined ? undefined : { amount, currency }
}

/**
 * Square's smallest units are those of ISO 4217 (yen are whole). Undefined for a currency that is no ISO 4217 code
 * (`UNKNOWN_CURRENCY`): money without a readable amount is quarantined.
 */
export const squareAmount = ({ amount, currency }: Money): Amount | undefined =>
  /^[A-Z]{3}$/.test(currency) ? { minor: BigInt(amount), currency } : undefined

/**
 * The amount of a payment: the total, or the approved part of it where that is less. A gift card or a debit card may be approved
 * in part, and then the total is only the amount asked for. Where a capture takes less than was approved, the total is lower.
 */
export function paidAmount(total: Money, approved: Money | undefined): Amount | undefined {
  if (approved && approved.currency !== total.currency) return undefined
  return squareAmount(approved && approved.amount < total.amount ? approved : total)
}
