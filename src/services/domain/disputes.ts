import type { DisputeFact, DisputeState } from "./facts"
import { minorOf, type AccountScope } from "./compare"
import { supersedes } from "./supersedes"

const RANK: Record<DisputeState, number> = { warning: 0, opened: 1, under_review: 2, won: 3, lost: 4 }

/** Ends of a dispute. A provider may revise one, in a second chargeback or an arbitration. */
const ENDS: ReadonlySet<DisputeState> = new Set(["won", "lost"])

/** True once the provider has decided the dispute. */
export const isDecided = (state: DisputeState): boolean => ENDS.has(state)

/** States in which the merchant may answer. */
export const ANSWERABLE: readonly DisputeState[] = ["warning", "opened"]

export const awaitsAnswer = (state: DisputeState): boolean => ANSWERABLE.includes(state)

export interface DisputeReport {
  readonly state: DisputeState
  /** When it happened, by the provider's clock. */
  readonly at: Date | null
}

/**
 * The report of one dispute that supersedes the other: pure, total, and the same whichever came first. A dispute only goes
 * forward, except that its end may be revised. Then the provider's clock decides. Where it cannot, `lost` does, because then
 * money is gone.
 */
export function supersedingDispute(known: DisputeReport | undefined, reported: DisputeReport): DisputeReport {
  if (!known) return reported
  const bothEnded = ENDS.has(known.state) && ENDS.has(reported.state)
  return supersedes(reported, known, RANK, bothEnded) ? reported : known
}

/** Every reason why a dispute cannot be one of this payment, as sentences for a person; empty when it can. */
export function disputeDifferences(fact: DisputeFact, currency: string, { mode }: Pick<AccountScope, "mode">): string[] {
  const found: string[] = [...(fact.contradictions ?? [])]
  if (mode && fact.mode && fact.mode !== mode) {
    found.push(`the account takes ${mode} payments, the provider reports a ${fact.mode} dispute`)
  }
  if (!fact.amount) return found
  if ("currency" in fact.amount && fact.amount.currency.toUpperCase() !== currency.toUpperCase()) {
    found.push(`the payment is in ${currency.toUpperCase()}, the dispute in ${fact.amount.currency.toUpperCase()}`)
  } else if (minorOf(fact.amount, currency) === undefined) {
    found.push("the disputed amount cannot be read")
  }
  return found
}
