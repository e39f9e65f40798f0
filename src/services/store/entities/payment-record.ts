import { EntitySchema } from "typeorm"
import type { PaymentState } from "../../domain/states"

/** One payment as we know it: the last state the provider reported and we applied. */
export interface PaymentRecord {
  id: string
  payment_session_id: string
  payment_collection_id: string | null
  payment_id: string | null
  cart_id: string | null
  order_id: string | null
  account: string
  provider: string
  payment_provider_id: string | null
  provider_payment_id: string | null
  state: PaymentState
  /** Grows by one with every transition, and never otherwise. */
  version: number
  /** The session's amount, in integer minor units (a decimal string: PostgreSQL bigint). */
  amount: string
  /** The authorized amount at the provider, in integer minor units; 0 while no authorization was reported. */
  authorized_amount: string
  /** The captured amount in all, in integer minor units. If it is less than `amount`, the payment is captured in part. */
  captured_amount: string
  /** The refunded amount in all, in integer minor units. "Partially refunded" is derived from it, never stored. */
  refunded_amount: string
  /** The largest totals that the provider reported without naming captures or refunds one by one. */
  reported_captured_total: string
  reported_refunded_total: string
  /** The fee that the payer paid on top of `amount`, in integer minor units: a refund or a dispute may include it. */
  payer_fee: string
  /** ISO 4217, lower case as Medusa writes it. */
  currency_code: string
  reason_code: string | null
  /** When the last transition happened, by the provider's clock. */
  occurred_at: Date | null
  /** When Medusa's rows of its refunds are looked at again; null while they are complete. */
  refunds_due_at: Date | null
  created_at: Date
  updated_at: Date
}

export const PaymentRecordEntity = new EntitySchema<PaymentRecord>({
  name: "PaymentRecord",
  tableName: "payment_record",
  columns: {
    id: { type: "text", primary: true },
    payment_session_id: { type: "text" },
    payment_collection_id: { type: "text", nullable: true },
    payment_id: { type: "text", nullable: true },
    cart_id: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    account: { type: "text" },
    provider: { type: "text" },
    payment_provider_id: { type: "text", nullable: true },
    provider_payment_id: { type: "text", nullable: true },
    state: { type: "text" },
    version: { type: "int" },
    amount: { type: "bigint" },
    authorized_amount: { type: "bigint" },
    captured_amount: { type: "bigint" },
    refunded_amount: { type: "bigint" },
    reported_captured_total: { type: "bigint" },
    reported_refunded_total: { type: "bigint" },
    payer_fee: { type: "bigint" },
    currency_code: { type: "text" },
    reason_code: { type: "text", nullable: true },
    occurred_at: { type: "timestamptz", nullable: true },
    refunds_due_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
  },
})
