import type { DisputeFact, DisputeState } from "./facts"
import { minorOf, type AccountScope } from "./compare"
import { supersedes } from "./supersedes"

const RANK: Record<DisputeState, number> = { warning: 0, opened: 1, under_review: 2, closed: 3, won: 4, lost: 5 }

/** Ends of a dispute. A provider may revise one, in a second chargeback or an arbitration, and may open the dispute again before. */
const ENDS: ReadonlySet<DisputeState> = new Set(["closed", "won", "lost"])

/** States that may follow each other in any order: only a warning comes before all the others. */
const isContested = (state: DisputeState): boolean => state !== "warning"

/** True once the dispute has ended: the provider has decided it, or closed it without a winner. */
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
 * The report of one dispute that supersedes the other: pure, total, and the same whichever came first. A chargeback can come back
 * to the merchant after a review, and be contested again after its end, so the provider's clock decides. Where it cannot, the
 * state further on does, and `lost` last of all, because then money is gone.
 */
export function supersedingDispute(known: DisputeReport | undefined, reported: DisputeReport): DisputeReport {
  if (!known) return reported
  const byClock = isContested(known.state) && isContested(reported.state)
  return supersedes(reported, known, RANK, byClock) ? reported : known
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
