import { EntitySchema } from "typeorm"
import type { DisputeState } from "../../domain/facts"

/** One dispute of a payment, as last reported. */
export interface PaymentDispute {
  id: string
  payment_record_id: string
  provider_dispute_id: string
  state: DisputeState
  /** The contested amount, in integer minor units (a decimal string: PostgreSQL bigint). */
  amount: string
  currency_code: string
  reason_code: string | null
  /** Until when the merchant may answer. */
  evidence_due_by: Date | null
  /** When the provider says that it was opened. */
  opened_at: Date | null
  /** The part that is lost of a dispute that is won; null where nothing was divided. */
  lost_amount: string | null
  /** The provider pays it out as a refund, once it is lost. */
  settled_by_refund: boolean
  /** Set once the merchant was reminded of the deadline. */
  reminded_at: Date | null
  occurred_at: Date | null
  created_at: Date
  updated_at: Date
}

export const PaymentDisputeEntity = new EntitySchema<PaymentDispute>({
  name: "PaymentDispute",
  tableName: "payment_dispute",
  columns: {
    id: { type: "text", primary: true },
    payment_record_id: { type: "text" },
    provider_dispute_id: { type: "text" },
    state: { type: "text" },
    amount: { type: "bigint" },
    currency_code: { type: "text" },
    reason_code: { type: "text", nullable: true },
    evidence_due_by: { type: "timestamptz", nullable: true },
    opened_at: { type: "timestamptz", nullable: true },
    lost_amount: { type: "bigint", nullable: true },
    settled_by_refund: { type: "boolean" },
    reminded_at: { type: "timestamptz", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
