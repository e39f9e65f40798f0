import { EntitySchema } from "typeorm"
import type { DeliveryPayload } from "./delivery-destination"

/**
 * `sending` with a lapsed lease means that a worker died on it. `canceled`: its destination was deleted first.
 */
export const DELIVERY_STATES = ["pending", "sending", "delivered", "failed", "dead", "canceled"] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** One fact on its way to one destination, planned in the commit that wrote the fact. */
export interface Delivery {
  id: string
  destination_id: string
  /** The fact's own id: of a transition, or of an attention item or a message with its sequence behind it. Receivers know repeats by it. */
  event_id: string
  fact: string
  account: string | null
  /** The payment's record; the item or the message of a fact that is no transition. One delivery of a subject is on its way at a time. */
  subject: string
  /** Grows with every fact of the subject. */
  sequence: number
  payload: DeliveryPayload
  /** The fact's data, equal at every attempt; no person's. A thin delivery is read back from it. */
  data: Record<string, unknown>
  /** When it happened, by the provider's clock. */
  occurred_at: Date | null
  recorded_at: Date
  state: DeliveryState
  reason: string | null
  attempts: number
  /** The user who asked for it again, and the number of attempts before. */
  replayed_by: string | null
  replayed_after: number
  next_attempt_at: Date
  /** No attempt is planned beyond it. */
  give_up_at: Date
  lease_token: string | null
  leased_until: Date | null
  /** Leases that lapsed in a row. */
  lapsed_leases: number
  last_error: string | null
  /** The receiver's last HTTP status, where there is one. */
  last_status: number | null
  delivered_at: Date | null
  created_at: Date
  updated_at: Date
}

export const DeliveryEntity = new EntitySchema<Delivery>({
  name: "Delivery",
  tableName: "delivery",
  columns: {
    id: { type: "text", primary: true },
    destination_id: { type: "text" },
    event_id: { type: "text" },
    fact: { type: "text" },
    account: { type: "text", nullable: true },
    subject: { type: "text" },
    sequence: { type: "int" },
    payload: { type: "text" },
    data: { type: "jsonb" },
    occurred_at: { type: "timestamptz", nullable: true },
    recorded_at: { type: "timestamptz" },
    state: { type: "text" },
    reason: { type: "text", nullable: true },
    attempts: { type: "int" },
    replayed_by: { type: "text", nullable: true },
    replayed_after: { type: "int" },
    next_attempt_at: { type: "timestamptz" },
    give_up_at: { type: "timestamptz" },
    lease_token: { type: "text", nullable: true },
    leased_until: { type: "timestamptz", nullable: true },
    lapsed_leases: { type: "int" },
    last_error: { type: "text", nullable: true },
    last_status: { type: "int", nullable: true },
    delivered_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
