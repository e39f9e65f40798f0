import type { AttentionKind } from "../../services/domain/attention-kinds"
import type { PaymentRecord } from "../../services/store/entities"
import type { Moved } from "../../services/store/payment-transaction"

/** The effect of a fact: it moved the payment, a refund or a dispute of it, or nothing. */
export type Applied =
  | ({ readonly outcome: "moved" } & Moved)
  | { readonly outcome: "stale"; readonly record: PaymentRecord }
  | { readonly outcome: "conflict"; readonly record: PaymentRecord; readonly kind: AttentionKind; readonly detail: string }
