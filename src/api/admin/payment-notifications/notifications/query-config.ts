import type { PaymentNotification } from "../../../../services/store/entities"

/** The fields in lists. */
export const notificationFields = [
  "id",
  "subject",
  "fact",
  "audience",
  "topic",
  "essential",
  "channel",
  "recipient",
  "customer_id",
  "template",
  "state",
  "reason",
  "attempts",
  "next_attempt_at",
  "notified_by",
  "failover_of",
  "provider_id",
  "external_id",
  "notification_id",
  "last_error",
  "payment_transition_id",
  "payment_record_id",
  "payment_attention_id",
  "sent_at",
  "delivered_at",
  "created_at",
  "updated_at",
] as const satisfies ReadonlyArray<keyof PaymentNotification>

export const listNotificationsQueryConfig = {
  defaults: [...notificationFields],
  allowed: [...notificationFields],
  isList: true,
  defaultLimit: 20,
}
