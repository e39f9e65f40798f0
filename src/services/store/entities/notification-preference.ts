import { EntitySchema } from "typeorm"

/** A customer's choice of topics, channels and quiet hours. A row exists once the customer has made one. */
export interface NotificationPreference {
  customer_id: string
  /** Topic → channel → wanted; an absent entry counts as wanted. */
  topics: Readonly<Record<string, Readonly<Record<string, boolean>>>>
  /** `HH:MM` on the customer's own clock; null for none. */
  quiet_from: string | null
  quiet_to: string | null
  /** IANA name: `Europe/Berlin`. */
  time_zone: string | null
  created_at: Date
  updated_at: Date
}

export const NotificationPreferenceEntity = new EntitySchema<NotificationPreference>({
  name: "NotificationPreference",
  tableName: "notification_preference",
  columns: {
    customer_id: { type: "text", primary: true },
    topics: { type: "jsonb" },
    quiet_from: { type: "text", nullable: true },
    quiet_to: { type: "text", nullable: true },
    time_zone: { type: "text", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
