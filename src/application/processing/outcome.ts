import { factName } from "../../services/domain/facts"
import type { EventOutcome } from "../../services/domain/webhook-outcomes"
import type { PaymentAttention } from "../../services/store/entities"
import type { Verdict } from "../../services/store/webhook-event-repository"
import type { FactSoFar } from "./fact-context"

/** The result of an attempt at an event, or at one of its facts. */
export interface Outcome {
  readonly verdict: Verdict
  /** The version of the payment that the verdict was decided at. */
  readonly version?: number
  /** Quarantined or refused: the event's other facts build on this one and wait with it. */
  readonly isFinal: boolean
  /** The attention item that the event was held for until now. */
  readonly review?: PaymentAttention | null
}

/** A verdict about a fact, with what the event's row refers to. */
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

/** An event that waits for its session is looked at again, one that is ignored for good is not: losing the wait is worse. */
const rank = ({ state, reason }: Verdict): number => (reason === "no_session" ? 1 : RANK[state])

/**
 * The outcome of an event of several facts, one fact later: the graver verdict stands, the later of two equals. The row would otherwise
 * say of an event that has moved money that it was ignored, because of the last thing it reported.
 */
export function graver(former: Outcome, next: Outcome): Outcome {
  const stands = rank(next.verdict) >= rank(former.verdict) ? next : former
  return { ...stands, isFinal: next.isFinal }
}
