import { EntitySchema } from "typeorm"

/** The states of a webhook event in the inbox. */
export const WEBHOOK_EVENT_STATES = ["received", "processing", "processed", "ignored", "failed", "dead", "quarantined"] as const
export type WebhookEventState = (typeof WEBHOOK_EVENT_STATES)[number]

/** One event a provider sent us, with its verified bytes. The row is the job. */
export interface WebhookEvent {
  id: string
  /** The account it came in on; scope of `event_id`. For core's route: the Medusa payment provider (`pp_…`). */
  account: string
  provider: string
  event_id: string
  type: string
  /** `reconciliation`: nobody sent it; it holds the provider's answer to our question. */
  source: "webhook" | "reconciliation" | "test"
  /** The dotted fact it reported, once it was worked on: `payment.captured`. */
  fact: string | null
  /** The verified bytes; null once pruned. */
  body: Buffer | null
  /** Allow-listed request headers; never signatures or credentials. */
  headers: Record<string, string>
  /** The event as the provider parsed it. */
  payload: unknown
  state: WebhookEventState
  /** Why it is ignored, dead or quarantined: `unsupported_event`, `stale`, `conflict`, `amount_mismatch` … */
  reason: string | null
  attempts: number
  next_attempt_at: Date
  /** When retries end and the row becomes `dead`. */
  give_up_at: Date
  leased_until: Date | null
  /** Changes with every claim: a worker that lost its lease cannot complete the row. */
  lease_token: string | null
  /** Leases that lapsed in a row: workers that ended, or lost the row, before they could write an outcome. */
  lapsed_leases: number
  last_error: string | null
  payment_record_id: string | null
  /** Session and provider payment as reported, for finding the row; null if not reported. */
  payment_session_id: string | null
  provider_payment_id: string | null
  occurred_at: Date | null
  received_at: Date
  processed_at: Date | null
  created_at: Date
  updated_at: Date
}

export const WebhookEventEntity = new EntitySchema<WebhookEvent>({
  name: "PaymentWebhookEvent",
  tableName: "payment_webhook_event",
  columns: {
    id: { type: "text", primary: true },
    account: { type: "text" },
    provider: { type: "text" },
    event_id: { type: "text" },
    type: { type: "text" },
    source: { type: "text" },
    fact: { type: "text", nullable: true },
    body: { type: "bytea", nullable: true },
    headers: { type: "json" },
    payload: { type: "json" },
    state: { type: "text" },
    reason: { type: "text", nullable: true },
    attempts: { type: "int" },
    next_attempt_at: { type: "timestamptz" },
    give_up_at: { type: "timestamptz" },
    leased_until: { type: "timestamptz", nullable: true },
    lease_token: { type: "text", nullable: true },
    lapsed_leases: { type: "int" },
    last_error: { type: "text", nullable: true },
    payment_record_id: { type: "text", nullable: true },
    payment_session_id: { type: "text", nullable: true },
    provider_payment_id: { type: "text", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    received_at: { type: "timestamptz" },
    processed_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
