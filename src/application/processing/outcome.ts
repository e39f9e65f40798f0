import { factName } from "../../services/domain/facts"
import type { EventOutcome } from "../../services/domain/webhook-outcomes"
import type { PaymentAttention } from "../../services/store/entities"
import type { Verdict } from "../../services/store/webhook-event-repository"
import type { FactSoFar } from "./fact-context"
import type { Known } from "./known-of"

/** The result of an attempt at an event, or at one of its facts. */
export interface Outcome {
  readonly verdict: Verdict
  /** The payment's version that the verdict is based on. */
  readonly version?: number
  /** The facts known of a payment without a session when the verdict was made. */
  readonly known?: Known
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

const isUntied = ({ reason }: Verdict): boolean => reason === "no_session"

/**
 * An event that waits for its session is looked at again, one that is ignored for good is not. To lose the wait is worse, so it
 * ranks higher.
 */
const rank = (verdict: Verdict): number => (verdict.state === "ignored" && isUntied(verdict) ? 1 : RANK[verdict.state])

/**
 * The outcome of an event of several facts, one fact later: the graver verdict wins, and of two equals the later. Otherwise the
 * row of an event that has moved money would say that it was ignored, because of the last fact in it. The row keeps the record
 * that the other fact was applied to, and the wait of a fact without a session: an event that is processed in part is looked at
 * again as one that is ignored.
 */
export function graver(former: Outcome, next: Outcome): Outcome {
  const [stands, other] = rank(next.verdict) >= rank(former.verdict) ? [next, former] : [former, next]
  const waits = stands.verdict.state === "processed" && isUntied(other.verdict)
  return {
    ...stands,
    verdict: {
      ...recordOf(other.verdict, stands.verdict),
      ...stands.verdict,
      ...(waits && waitOf(other.verdict)),
      announced: [...(former.verdict.announced ?? []), ...(next.verdict.announced ?? [])],
    },
    ...(waits && other.known && { known: other.known }),
    isFinal: next.isFinal,
  }
}

/** The record of the other fact, where it is the same session's. */
const recordOf = (other: Verdict, { paymentSessionId }: Verdict): Pick<Verdict, "paymentRecordId"> =>
  other.paymentRecordId && other.paymentSessionId === paymentSessionId ? { paymentRecordId: other.paymentRecordId } : {}

/** The references are those of the payment that is waited for: by them the event is found when it comes. */
const waitOf = ({ reason, lastError, providerPaymentId, paymentSessionId }: Verdict): Partial<Verdict> => ({
  reason: reason ?? null,
  ...(lastError && { lastError }),
  ...(providerPaymentId && { providerPaymentId }),
  ...(paymentSessionId && { paymentSessionId }),
})
