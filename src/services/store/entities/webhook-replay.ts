import { EntitySchema } from "typeorm"

export const WEBHOOK_REPLAY_STATES = ["running", "stopped", "finished"] as const
export type WebhookReplayState = (typeof WEBHOOK_REPLAY_STATES)[number]

/** One person's word to apply all events of one cause again. The row is the run: its worker keeps nothing else. */
export interface WebhookReplay {
  id: string
  /** The events are those that stood in this state, of this account and cause, when the run began. */
  event_state: "dead" | "quarantined"
  account: string
  cause: string
  /** The reason that these events had, for people. */
  reason: string | null
  state: WebhookReplayState
  /** Events that there were when it began. */
  total: number
  /** Those of them that were applied again and have an outcome. */
  done: number
  /** Those of them that were not applied: given up, quarantined, or to be tried again by themselves. */
  failed: number
  /** Ids of events that were made due and have no outcome yet. */
  in_flight: string[]
  /** The event that was made due last; those behind it follow. */
  after_received_at: Date
  after_id: string
  /** The user who began it, or `command`. */
  actor: string
  stopped_by: string | null
  created_at: Date
  updated_at: Date
  ended_at: Date | null
}

export const WebhookReplayEntity = new EntitySchema<WebhookReplay>({
  name: "PaymentWebhookReplay",
  tableName: "payment_webhook_replay",
  columns: {
    id: { type: "text", primary: true },
    event_state: { type: "text" },
    account: { type: "text" },
    cause: { type: "text" },
    reason: { type: "text", nullable: true },
    state: { type: "text" },
    total: { type: "int" },
    done: { type: "int" },
    failed: { type: "int" },
    in_flight: { type: "text", array: true },
    after_received_at: { type: "timestamptz" },
    after_id: { type: "text" },
    actor: { type: "text" },
    stopped_by: { type: "text", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
    ended_at: { type: "timestamptz", nullable: true },
  },
})
