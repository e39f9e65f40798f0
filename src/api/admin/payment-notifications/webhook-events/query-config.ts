import type { WebhookEvent } from "../../../../services/store/entities"

/** The fields in lists and details. `fields` gives no access to raw bytes, payload and lease. */
export const webhookEventFields = [
  "id",
  "account",
  "provider",
  "event_id",
  "type",
  "state",
  "reason",
  "attempts",
  "lapsed_leases",
  "next_attempt_at",
  "give_up_at",
  "last_error",
  "payment_record_id",
  "payment_session_id",
  "provider_payment_id",
  "occurred_at",
  "received_at",
  "processed_at",
  "created_at",
  "updated_at",
] as const satisfies ReadonlyArray<keyof WebhookEvent>

export const listWebhookEventsQueryConfig = {
  defaults: [...webhookEventFields],
  allowed: [...webhookEventFields],
  isList: true,
  defaultLimit: 20,
}
