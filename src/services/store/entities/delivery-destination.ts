import { EntitySchema } from "typeorm"

/** `paused`: facts are planned and wait. `disabled`: nothing is planned any more, and what is open waits. */
export const DESTINATION_STATES = ["active", "paused", "disabled"] as const
export type DestinationState = (typeof DESTINATION_STATES)[number]

/** `full`: the fact with its data. `thin`: a path to read it back from. */
export const DELIVERY_PAYLOADS = ["full", "thin"] as const
export type DeliveryPayload = (typeof DELIVERY_PAYLOADS)[number]

/** A third party's URL, queue or topic. */
export interface DeliveryDestination {
  id: string
  /** Whether it is written in the store's configuration or was made by the admin API. */
  origin: "options" | "api"
  /** A kind of destination: `http`, `rabbitmq` … */
  kind: string
  description: string | null
  /** Names of facts, `payment.*` for all of a group, `*` for all. */
  facts: string[]
  /** The accounts whose facts it gets; empty: all, and the facts of no account. */
  accounts: string[]
  payload: DeliveryPayload
  /** The kind's own options, sealed; null for a destination of the options. Not selected. */
  config: string | null
  /** The same without what is secret. */
  shown_config: Record<string, unknown>
  /** The signing secrets, sealed; null for a destination of the options. Not selected. */
  secrets: string | null
  timeout_seconds: number
  state: DestinationState
  disabled_reason: string | null
  disabled_at: Date | null
  /** Grows by one with every change: open connections are closed, and opened with what it is now. */
  version: number
  /** Failures in a row that the breaker has counted. */
  consecutive_failures: number
  /** When the first of them was; null once one delivery succeeds. */
  failing_since: Date | null
  /** Nothing is claimed until then, and one delivery alone after it; null while the breaker is closed. */
  opened_until: Date | null
  /** Until when the delivery that probes an open breaker has its time. */
  probing_until: Date | null
  /** The share of the time until it is disabled of which the merchant was notified: 0, 50, 90 or 100. */
  noticed_percent: number
  /** Deliveries that were given up, ever, and of how many of them the merchant was notified. */
  given_up: number
  given_up_noticed: number
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
}

export const DeliveryDestinationEntity = new EntitySchema<DeliveryDestination>({
  name: "DeliveryDestination",
  tableName: "delivery_destination",
  columns: {
    id: { type: "text", primary: true },
    origin: { type: "text" },
    kind: { type: "text" },
    description: { type: "text", nullable: true },
    facts: { type: "text", array: true },
    accounts: { type: "text", array: true },
    payload: { type: "text" },
    config: { type: "text", nullable: true, select: false },
    shown_config: { type: "jsonb" },
    secrets: { type: "text", nullable: true, select: false },
    timeout_seconds: { type: "int" },
    state: { type: "text" },
    disabled_reason: { type: "text", nullable: true },
    disabled_at: { type: "timestamptz", nullable: true },
    version: { type: "int" },
    consecutive_failures: { type: "int" },
    failing_since: { type: "timestamptz", nullable: true },
    opened_until: { type: "timestamptz", nullable: true },
    probing_until: { type: "timestamptz", nullable: true },
    noticed_percent: { type: "int" },
    given_up: { type: "int" },
    given_up_noticed: { type: "int" },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
    deleted_at: { type: "timestamptz", nullable: true },
  },
})
