import type { PaymentNotification } from "./entities"

/** A message to plan. */
export type NewNotification = Pick<
  PaymentNotification,
  | "id"
  | "subject"
  | "payment_transition_id"
  | "payment_record_id"
  | "payment_attention_id"
  | "fact"
  | "audience"
  | "channel"
  | "recipient"
  | "locale"
  | "template"
  | "data"
  | "topic"
  | "essential"
  | "customer_id"
  | "digest_key"
  | "failover_of"
> & {
  /** The message that is sent instead; only of one that is suppressed. */
  readonly notified_by?: string | null
  /** Seconds until the first attempt. */
  readonly delaySeconds: number
  /** The suppression; null for a message that is sent. */
  readonly suppressed: string | null
}
