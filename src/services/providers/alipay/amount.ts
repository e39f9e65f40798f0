import { toMinor, type Amount } from "../../domain/money"

/**
 * The notice's yuan, in fen. Undefined where the notice gives none, a fraction of a fen, or another currency, which it may do for
 * trades priced abroad: money without a readable amount is quarantined, which beats rounding or guessing it.
 */
export function yuanAmount(yuan: string | undefined, currency = "CNY"): Amount | undefined {
  if (yuan === undefined || currency !== "CNY") return undefined
  try {
    return { minor: toMinor(yuan, "CNY"), currency: "CNY" }
  } catch {
    return undefined
  }
}

/** True for 0, 0.00 and so on. */
export const isZero = (yuan: string): boolean => !/[1-9]/.test(yuan)
