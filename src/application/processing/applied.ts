import type { Fact } from "../../services/domain/facts"
import type { Account } from "../../services/options"
import type { AttentionKind, PaymentRecord } from "../../services/store/entities"
import type { Moved } from "../../services/store/payment-changes"
import type { ClaimedEvent } from "../../services/store/webhook-event-repository"

/** One fact of one event, about the payment of one session. */
export interface Report<F extends Fact = Fact> {
  readonly event: ClaimedEvent
  readonly account: Account
  readonly fact: F
  readonly sessionId: string
  /** A person has seen what the event was held for, and wants it applied all the same. */
  readonly accepted: boolean
}

/** What a fact did: moved the payment, a refund or a dispute of it, or nothing. */
export type Applied =
  | ({ readonly outcome: "moved" } & Moved)
  | { readonly outcome: "stale"; readonly record: PaymentRecord }
  | { readonly outcome: "conflict"; readonly record: PaymentRecord; readonly kind: AttentionKind; readonly detail: string }

/** When the provider says it happened: the fact's own time where it has one. */
export const reportedAt = ({ event, fact }: Report): Date | null => fact.occurredAt ?? event.occurred_at
