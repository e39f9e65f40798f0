import { EntitySchema } from "typeorm"
import type { RefundState } from "../../domain/facts"

/** One refund that the provider named, as last reported. Totals that name no refund are stored on the payment's record. */
export interface PaymentRefund {
  id: string
  payment_record_id: string
  provider_refund_id: string
  state: RefundState
  /** Integer minor units (a decimal string: PostgreSQL bigint). */
  amount: string
  currency_code: string
  reason_code: string | null
  occurred_at: Date | null
  created_at: Date
  updated_at: Date
}

export const PaymentRefundEntity = new EntitySchema<PaymentRefund>({
  name: "PaymentRefund",
  tableName: "payment_refund",
  columns: {
    id: { type: "text", primary: true },
    payment_record_id: { type: "text" },
    provider_refund_id: { type: "text" },
    state: { type: "text" },
    amount: { type: "bigint" },
    currency_code: { type: "text" },
    reason_code: { type: "text", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
