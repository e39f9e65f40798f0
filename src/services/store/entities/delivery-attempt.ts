import { EntitySchema } from "typeorm"

/** `unknown`: the worker died before it could write the outcome. */
export const DELIVERY_OUTCOMES = ["delivered", "failed", "unknown"] as const
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number]

/** One try at a delivery, written once it has ended. */
export interface DeliveryAttempt {
  /** `<delivery>:<number>` */
  id: string
  delivery_id: string
  /** 1, 2, … of its delivery. */
  number: number
  outcome: DeliveryOutcome
  /** The receiver's HTTP status, where there is one. */
  status: number | null
  error: string | null
  /** The beginning of the receiver's answer. */
  answer: string | null
  /** The user who asked for it; null if it was made by itself. */
  actor_id: string | null
  started_at: Date
  ended_at: Date
}

export const DeliveryAttemptEntity = new EntitySchema<DeliveryAttempt>({
  name: "DeliveryAttempt",
  tableName: "delivery_attempt",
  columns: {
    id: { type: "text", primary: true },
    delivery_id: { type: "text" },
    number: { type: "int" },
    outcome: { type: "text" },
    status: { type: "int", nullable: true },
    error: { type: "text", nullable: true },
    answer: { type: "text", nullable: true },
    actor_id: { type: "text", nullable: true },
    started_at: { type: "timestamptz" },
    ended_at: { type: "timestamptz" },
  },
})
