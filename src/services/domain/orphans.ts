import { isMoneyFact } from "./facts"

/** Codes of Medusa's refusals that trying again does not change by itself. */
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
  /** Code of what went wrong. */
  readonly code: string
  /** Seconds since the event came. */
  readonly ageSeconds: number
  /** How often it was tried, this time included: an event that had to wait in the queue gets a second try as well. */
  readonly attempts: number
}

/**
 * Money without an order: Medusa has refused to make one for longer than `afterSeconds` (sold out, the cart changed or gone). What may
 * heal by itself, a provider or a database that does not answer, is never taken for it.
 */
export function isOrphan({ fact, code, ageSeconds, attempts }: Attempt, afterSeconds: number): boolean {
  return isMoneyFact(fact) && attempts > 1 && REFUSALS.has(code) && ageSeconds >= afterSeconds
}
