import { exponentOf } from "../../domain/money"

/**
 * Digits after the point in Paystack's smallest unit, for the currencies it takes. CFA and Rwandan francs (XOF, RWF) are whole in
 * ISO 4217, yet Paystack counts them in hundredths like the others (https://paystack.com/docs/api/#supported-currency).
 */
const PAYSTACK_DIGITS: ReadonlyMap<string, number> = new Map([
  ["NGN", 2],
  ["GHS", 2],
  ["ZAR", 2],
  ["KES", 2],
  ["USD", 2],
  ["EGP", 2],
  ["XOF", 2],
  ["RWF", 2],
])

const DIGITS = /^\d{1,18}$/

/**
 * Smallest units, which Paystack writes as the number 20000 in one event and as the text "10000" in the next. They are stored as
 * digits. Anything else is left out: money without a readable amount is quarantined.
 */
export function readDigits(value: unknown): string | undefined {
  const isWhole = typeof value === "string" ? DIGITS.test(value) : Number.isSafeInteger(value) && (value as number) >= 0
  return isWhole ? BigInt(value as string | number).toString() : undefined
}

/** Paystack's smallest units as ISO 4217 minor units. Undefined for currencies not in the table, and for a fraction of a franc. */
export function paystackAmount(digits: string | undefined, currency: string | undefined) {
  const ours = PAYSTACK_DIGITS.get(currency ?? "")
  if (digits === undefined || currency === undefined || ours === undefined) return undefined
  const divisor = 10n ** BigInt(ours - exponentOf(currency))
  const value = BigInt(digits)
  return value % divisor === 0n ? { minor: value / divisor, currency } : undefined
}
