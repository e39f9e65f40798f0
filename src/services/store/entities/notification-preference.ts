import { EntitySchema } from "typeorm"

/** What a customer wants to be told, where, and when not. A row exists once they have said so. */
export interface NotificationPreference {
  customer_id: string
  /** Topic → channel → wanted; what is absent is wanted. */
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
