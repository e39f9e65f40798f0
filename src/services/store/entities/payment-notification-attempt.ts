import { EntitySchema } from "typeorm"

/**
 * `unknown`: the worker died before it could write the outcome; `suppressed`: nothing was handed over, since the message was no
 * longer true.
 */
export const ATTEMPT_OUTCOMES = ["sent", "failed", "unknown", "suppressed"] as const
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number]

/** One hand-over of a message to the Notification Module. */
export interface PaymentNotificationAttempt {
  /** `<message>:<number>`: the idempotency key for Medusa's Notification Module. */
  id: string
  payment_notification_id: string
  /** 1, 2, … of its message. */
  number: number
  /** The user who asked for it; null if the outbox made it by itself. */
  actor_id: string | null
  /** Null while it goes on. */
  outcome: AttemptOutcome | null
  /** The cause of a failure as a word. */
  code: string | null
  error: string | null
  /** The notification provider that carried it, and its own id of the message. */
  provider_id: string | null
  external_id: string | null
  started_at: Date
  ended_at: Date | null
}

export const PaymentNotificationAttemptEntity = new EntitySchema<PaymentNotificationAttempt>({
  name: "PaymentNotificationAttempt",
  tableName: "payment_notification_attempt",
  columns: {
    id: { type: "text", primary: true },
    payment_notification_id: { type: "text" },
    number: { type: "int" },
    actor_id: { type: "text", nullable: true },
    outcome: { type: "text", nullable: true },
    code: { type: "text", nullable: true },
    error: { type: "text", nullable: true },
    provider_id: { type: "text", nullable: true },
    external_id: { type: "text", nullable: true },
    started_at: { type: "timestamptz" },
    ended_at: { type: "timestamptz", nullable: true },
  },
})
