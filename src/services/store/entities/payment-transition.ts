import { EntitySchema } from "typeorm"
import type { PaymentState } from "../../domain/states"

/** One move of a payment; append-only. The row is also the outbox of its domain event and its notifications. */
export interface PaymentTransition {
  id: string
  payment_record_id: string
  /** The record's version after this move. */
  version: number
  webhook_event_id: string
  /** Dotted fact: `payment.captured`. */
  fact: string
  from_state: PaymentState
  to_state: PaymentState
  /** Integer minor units (a decimal string), as compared with the order. */
  amount: string
  currency_code: string
  reason_code: string | null
  occurred_at: Date | null
  /** Set once the domain event is on Medusa's event bus. */
  announced_at: Date | null
  /** Set once the notification rows of this fact are planned. */
  notified_at: Date | null
  created_at: Date
}

export const PaymentTransitionEntity = new EntitySchema<PaymentTransition>({
  name: "PaymentTransition",
  tableName: "payment_transition",
  columns: {
    id: { type: "text", primary: true },
    payment_record_id: { type: "text" },
    version: { type: "int" },
    webhook_event_id: { type: "text" },
    fact: { type: "text" },
    from_state: { type: "text" },
    to_state: { type: "text" },
    amount: { type: "bigint" },
    currency_code: { type: "text" },
    reason_code: { type: "text", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    announced_at: { type: "timestamptz", nullable: true },
    notified_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
  },
})
