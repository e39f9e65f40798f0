import type { WebhookEvent, WebhookReplay } from "../../../../services/store/entities"

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

/** Causes are no entity, and never many: there are neither fields to choose from nor pages. */
export const listCausesQueryConfig = { defaults: [], isList: false }

/** The fields of a replay; not the bookkeeping of its worker. */
export const replayFields = [
  "id",
  "event_state",
  "account",
  "cause",
  "reason",
  "state",
  "total",
  "done",
  "failed",
  "actor",
  "stopped_by",
  "created_at",
  "updated_at",
  "ended_at",
] as const satisfies ReadonlyArray<keyof WebhookReplay>

export const listReplaysQueryConfig = {
  defaults: [...replayFields],
  allowed: [...replayFields],
  isList: true,
  defaultLimit: 20,
}
