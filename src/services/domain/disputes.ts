import type { DisputeFact, DisputeState } from "./facts"
import { minorOf, type AccountScope } from "./compare"
import { supersedes } from "./supersedes"

const RANK: Record<DisputeState, number> = { warning: 0, opened: 1, under_review: 2, won: 3, lost: 4 }

/** Ends of a dispute; a provider may revise one, in a second chargeback or an arbitration. */
const ENDS: ReadonlySet<DisputeState> = new Set(["won", "lost"])

/** True once the provider has decided the dispute. */
export const isDecided = (state: DisputeState): boolean => ENDS.has(state)

/** While it stands here, the merchant may answer. */
export const ANSWERABLE: readonly DisputeState[] = ["warning", "opened"]

export const awaitsAnswer = (state: DisputeState): boolean => ANSWERABLE.includes(state)

export interface DisputeReport {
  readonly state: DisputeState
  /** When the provider says it happened. */
  readonly at: Date | null
}

/**
 * Which of two reports of one dispute stands: pure, total, and the same whichever came first. A dispute only goes forward, save that its
 * end may be revised: then the provider's clock decides, and where it cannot, `lost` does, because that is when money is gone.
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
