import { isMoneyFact } from "./facts"

/** Codes of Medusa's refusals that a retry does not change by itself. */
const REFUSALS: ReadonlySet<string> = new Set([
  "unmatched_payment",
  "not_allowed",
  "not_found",
  "invalid_data",
  "insufficient_inventory",
])

export interface Attempt {
  /** Dotted name of the fact that could not be applied. */
  readonly fact: string
  /** Code of the error. */
  readonly code: string
  /** Seconds since the event came. */
  readonly ageSeconds: number
  /** Attempts so far, including this one: an event that had to wait in the queue gets a second attempt as well. */
  readonly attempts: number
}

/**
 * Money without an order: Medusa has refused to make one for longer than `afterSeconds` (sold out, the cart changed or gone). A
 * failure that may heal by itself (a provider or a database that does not answer) never counts.
 */
export function isOrphan({ fact, code, ageSeconds, attempts }: Attempt, afterSeconds: number): boolean {
  return isMoneyFact(fact) && attempts > 1 && REFUSALS.has(code) && ageSeconds >= afterSeconds
}
