import type { AttentionKind } from "../../services/domain/attention-kinds"
import type { Fact } from "../../services/domain/facts"
import type { Amount } from "../../services/domain/money"
import type { Account } from "../../services/options"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"

/** One fact of one event, and the payment session that it is about. */
export interface FactContext<F extends Fact = Fact> {
  readonly event: ClaimedEvent
  readonly account: Account
  readonly fact: F
  readonly sessionId: string
  /** The payment's version when work on the fact began. */
  readonly version: number
  /** A person has reviewed the reason for the quarantine, and wants the event applied all the same. */
  readonly accepted: boolean
  /** The sum that this person gave where the provider reported none. */
  readonly acceptedSum?: Amount
  /** The kind of the item under which it was accepted: about anything else, that person has not been asked. */
  readonly acceptedAs?: AttentionKind
}

/** The part of it that is known before the session is found, or when something went wrong. */
export type FactSoFar = Pick<FactContext, "event"> &
  Partial<FactContext> & {
    /** The money that an event reports of which no fact can be made. */
    readonly reported?: Pick<Fact, "providerPaymentId" | "amount">
  }

/** When the provider says it happened: the fact's own time where it has one. */
export const reportedAt = ({ event, fact }: Pick<FactContext, "event" | "fact">): Date | null =>
  fact.occurredAt ?? event.occurred_at
