import type { Delivery } from "../../../../services/store/entities"

/** The fields in lists; the body that is sent stands in each one's own answer. */
export const deliveryFields = [
  "id",
  "destination_id",
  "event_id",
  "fact",
  "account",
  "subject",
  "sequence",
  "payload",
  "occurred_at",
  "recorded_at",
  "state",
  "reason",
  "attempts",
  "next_attempt_at",
  "last_error",
  "last_status",
  "delivered_at",
  "replayed_by",
  "created_at",
  "updated_at",
] as const satisfies ReadonlyArray<keyof Delivery>

export const listDeliveriesQueryConfig = {
  defaults: [...deliveryFields],
  allowed: [...deliveryFields],
  isList: true,
  defaultLimit: 20,
}
