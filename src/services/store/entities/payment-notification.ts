import { EntitySchema } from "typeorm"

/**
 * The states of a message. `sending` with a lapsed lease means that a worker died on it: its outcome is looked up before another
 * attempt.
 */
export const NOTIFICATION_STATES = ["pending", "sending", "sent", "failed", "dead", "suppressed"] as const
export type NotificationState = (typeof NOTIFICATION_STATES)[number]

/** One message to one recipient about one fact on one channel: a row of the outbox. */
export interface PaymentNotification {
  id: string
  /** The subject of the message, once: the id of a transition or of an attention item, with a suffix if it has a second message. */
  subject: string
  payment_transition_id: string | null
  payment_record_id: string | null
  payment_attention_id: string | null
  fact: string
  audience: "customer" | "merchant"
  channel: string
  recipient: string
  locale: string | null
  template: string
  /** The message's data; content is rendered from it at each attempt. */
  data: Record<string, unknown>
  state: NotificationState
  reason: string | null
  attempts: number
  next_attempt_at: Date
  /** When retries end and the row becomes `dead`. */
  give_up_at: Date
  leased_until: Date | null
  lease_token: string | null
  /** The topic by which the customer chooses it; null for the merchant's. */
  topic: string | null
  /** Sent even if all channels are switched off, and at night. */
  essential: boolean
  customer_id: string | null
  /** Equal for the messages of one burst, of which one is sent. */
  digest_key: string | null
  /** The message that was sent in place of this one: the first of its burst. */
  notified_by: string | null
  /** The message that failed on another channel, and that this one replaces. */
  failover_of: string | null
  /** When it was decided whether another message replaces this dead one. */
  failed_over_at: Date | null
  /** The notification provider that carried it, and its own id of the message: receipts name it. */
  provider_id: string | null
  external_id: string | null
  /** When a receipt reported its arrival; null where the channel has none. */
  delivered_at: Date | null
  /** The user who asked for a resend, and the number of attempts before it; null and 0 for a message that was never resent. */
  resent_by: string | null
  resent_after: number
  /** The row of Medusa's Notification Module that carried it. */
  notification_id: string | null
  last_error: string | null
  sent_at: Date | null
  created_at: Date
  updated_at: Date
}

export const PaymentNotificationEntity = new EntitySchema<PaymentNotification>({
  name: "PaymentNotification",
  tableName: "payment_notification",
  columns: {
    id: { type: "text", primary: true },
    subject: { type: "text" },
    payment_transition_id: { type: "text", nullable: true },
    payment_record_id: { type: "text", nullable: true },
    payment_attention_id: { type: "text", nullable: true },
    fact: { type: "text" },
    audience: { type: "text" },
    channel: { type: "text" },
    recipient: { type: "text" },
    locale: { type: "text", nullable: true },
    template: { type: "text" },
    data: { type: "json" },
    state: { type: "text" },
    reason: { type: "text", nullable: true },
    attempts: { type: "int" },
    next_attempt_at: { type: "timestamptz" },
    give_up_at: { type: "timestamptz" },
    leased_until: { type: "timestamptz", nullable: true },
    lease_token: { type: "text", nullable: true },
    topic: { type: "text", nullable: true },
    essential: { type: "boolean" },
    customer_id: { type: "text", nullable: true },
    digest_key: { type: "text", nullable: true },
    notified_by: { type: "text", nullable: true },
    failover_of: { type: "text", nullable: true },
    failed_over_at: { type: "timestamptz", nullable: true },
    provider_id: { type: "text", nullable: true },
    external_id: { type: "text", nullable: true },
    delivered_at: { type: "timestamptz", nullable: true },
    resent_by: { type: "text", nullable: true },
    resent_after: { type: "int" },
    notification_id: { type: "text", nullable: true },
    last_error: { type: "text", nullable: true },
    sent_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
