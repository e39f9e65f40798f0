import type { DisputeState } from "./facts"
import { isAfter } from "./standing"

const RANK: Record<DisputeState, number> = { warning: 0, opened: 1, under_review: 2, won: 3, lost: 4 }

/** Ends of a dispute; a provider may revise one, in a second chargeback or an arbitration. */
const ENDS: ReadonlySet<DisputeState> = new Set(["won", "lost"])

export interface DisputeReport {
  readonly state: DisputeState
  /** When the provider says it happened. */
  readonly at: Date | null
}

/**
 * Which of two reports of one dispute stands: pure, total, and the same whichever came first. A dispute only goes forward, save that its
 * end may be revised: then the provider's clock decides, and where it cannot, `lost` does, because that is when money is gone.
 */
export function standingDispute(known: DisputeReport | undefined, reported: DisputeReport): DisputeReport {
  if (!known) return reported
  const bothEnded = ENDS.has(known.state) && ENDS.has(reported.state)
  return isAfter(reported, known, RANK, bothEnded) ? reported : known
}
