import { factName } from "../../services/domain/facts"
import type { EventOutcome } from "../../services/domain/webhook-outcomes"
import type { PaymentAttention } from "../../services/store/entities"
import type { Verdict } from "../../services/store/webhook-event-repository"
import type { FactSoFar } from "./fact-context"

/** The result of an attempt at an event, or at one of its facts. */
export interface Outcome {
  readonly verdict: Verdict
  /** The payment's version that the verdict is based on. */
  readonly version?: number
  /** Quarantined or refused: the event's other facts build on this one and wait with it. */
  readonly isFinal: boolean
  /** The attention item under which the event was quarantined until now. */
  readonly review?: PaymentAttention | null
}

/** A verdict about a fact, with the references for the event's row. */
export const outcomeOf = ({ fact, sessionId, version }: FactSoFar, verdict: Verdict): Outcome => ({
  verdict: {
    ...(fact && { fact: factName(fact) }),
    ...(fact?.providerPaymentId && { providerPaymentId: fact.providerPaymentId }),
    ...(sessionId && { paymentSessionId: sessionId }),
    ...verdict,
  },
  ...(version !== undefined && { version }),
  isFinal: verdict.state === "quarantined",
})

const RANK: Record<EventOutcome, number> = { ignored: 0, processed: 2, quarantined: 3, failed: 4, dead: 4 }

/**
 * An event that waits for its session is looked at again, one that is ignored for good is not. To lose the wait is worse, so it
 * ranks higher.
 */
const rank = ({ state, reason }: Verdict): number => (reason === "no_session" ? 1 : RANK[state])

/**
 * The outcome of an event of several facts, one fact later: the graver verdict wins, and of two equals the later. Otherwise the
 * row of an event that has moved money would say that it was ignored, because of the last fact in it.
 */
export function graver(former: Outcome, next: Outcome): Outcome {
  const stands = rank(next.verdict) >= rank(former.verdict) ? next : former
  return { ...stands, isFinal: next.isFinal }
}
