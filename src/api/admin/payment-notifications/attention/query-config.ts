import type { PaymentAttention } from "../../../../services/store/entities"

/** The fields in lists. */
export const attentionFields = [
  "id",
  "kind",
  "subject_key",
  "state",
  "account",
  "payment_record_id",
  "webhook_event_id",
  "payment_session_id",
  "provider_payment_id",
  "cart_id",
  "order_id",
  "amount",
  "currency_code",
  "detail",
  "due_by",
  "resolution",
  "created_at",
  "updated_at",
  "resolved_at",
] as const satisfies ReadonlyArray<keyof PaymentAttention>

export const listAttentionQueryConfig = {
  defaults: [...attentionFields],
  allowed: [...attentionFields],
  isList: true,
  defaultLimit: 20,
}
