import { EntitySchema } from "typeorm"

/** One capture that the provider named: a payment may be captured in parts. Append-only. */
export interface PaymentCapture {
  id: string
  payment_record_id: string
  provider_capture_id: string
  /** Integer minor units (a decimal string: PostgreSQL bigint). */
  amount: string
  occurred_at: Date | null
  created_at: Date
}

export const PaymentCaptureEntity = new EntitySchema<PaymentCapture>({
  name: "PaymentCapture",
  tableName: "payment_capture",
  columns: {
    id: { type: "text", primary: true },
    payment_record_id: { type: "text" },
    provider_capture_id: { type: "text" },
    amount: { type: "bigint" },
    occurred_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
  },
})
