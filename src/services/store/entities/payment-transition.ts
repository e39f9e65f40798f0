import { EntitySchema } from "typeorm"
import type { DisputeState, RefundState } from "../../domain/facts"
import type { PaymentState } from "../../domain/states"

/**
 * One transition of a payment, or of a refund or dispute of it; append-only. The row is also the outbox of its event and
 * notifications.
 */
export interface PaymentTransition {
  id: string
  payment_record_id: string
  /** The record's version after this transition. */
  version: number
  webhook_event_id: string
  /** Dotted fact: `payment.captured`. */
  fact: string
  /** The subject of the transition: the payment, or one refund or dispute of it. */
  subject: "payment" | "refund" | "dispute"
  /** The refund's or dispute's row; null for the payment, and for a refund that was reported only as a total. */
  subject_id: string | null
  /** States of the subject's own machine. */
  from_state: PaymentState | RefundState | DisputeState
  to_state: PaymentState | RefundState | DisputeState
  /** Integer minor units (a decimal string), as compared with the order. */
  amount: string
  currency_code: string
  reason_code: string | null
  occurred_at: Date | null
  /** Set once the domain event is on Medusa's event bus. */
  announced_at: Date | null
  /** Set once the notification rows of this fact are planned. */
  notified_at: Date | null
  /** Set once the after-payment workflow of this fact has run: the store's hook and the steps that the options switch on. */
  after_payment_done_at: Date | null
  /** When the after-payment workflow may be started (next); null once it is done or given up. */
  after_payment_due_at: Date | null
  after_payment_attempts: number
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
    subject: { type: "text" },
    subject_id: { type: "text", nullable: true },
    from_state: { type: "text" },
    to_state: { type: "text" },
    amount: { type: "bigint" },
    currency_code: { type: "text" },
    reason_code: { type: "text", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    announced_at: { type: "timestamptz", nullable: true },
    notified_at: { type: "timestamptz", nullable: true },
    after_payment_done_at: { type: "timestamptz", nullable: true },
    after_payment_due_at: { type: "timestamptz", nullable: true },
    after_payment_attempts: { type: "int" },
    created_at: { type: "timestamptz" },
  },
})
