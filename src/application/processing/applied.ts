import type { AttentionKind } from "../../services/domain/attention-kinds"
import type { RecordedTransition } from "../../services/store/payment-changes"
import type { PaymentRecord } from "../../services/store/entities"

/** The effect of a fact: a transition of the payment, a refund or a dispute of it, or nothing. */
export type Applied =
  | ({ readonly outcome: "moved" } & RecordedTransition)
  | { readonly outcome: "stale"; readonly record: PaymentRecord }
  | { readonly outcome: "conflict"; readonly record: PaymentRecord; readonly kind: AttentionKind; readonly detail: string }
