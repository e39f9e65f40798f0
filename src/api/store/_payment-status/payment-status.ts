import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentState } from "../../../services/domain/states"
import { toMajor } from "../../../services/domain/money"

/** A payment as a storefront sees it. Amounts are in major units, as everywhere in Medusa's store API. */
export interface PaymentStatus {
  readonly state: PaymentState
  /** Grows with every change; 0 before the provider has reported anything. */
  readonly version: number
  readonly amount: number
  readonly captured_amount: number
  readonly refunded_amount: number
  readonly currency_code: string
  readonly reason_code: string | null
  readonly order_id: string | null
  readonly order_display_id: number | null
  readonly updated_at: Date
}

/** The cart's or order's own data, for values that no webhook has reported yet. */
export interface Expected {
  readonly amount: number
  readonly currency_code: string
  readonly order_id: string | null
  readonly order_display_id: number | null
  readonly updated_at: Date
}

export function paymentStatus(record: PaymentRecord | null, expected: Expected): PaymentStatus {
  if (!record) return { state: "pending", version: 0, captured_amount: 0, refunded_amount: 0, reason_code: null, ...expected }
  return {
    state: record.state,
    version: record.version,
    amount: Number(toMajor(BigInt(record.amount), record.currency_code)),
    captured_amount: Number(toMajor(BigInt(record.captured_amount), record.currency_code)),
    refunded_amount: Number(toMajor(BigInt(record.refunded_amount), record.currency_code)),
    currency_code: record.currency_code,
    reason_code: record.reason_code,
    order_id: record.order_id ?? expected.order_id,
    order_display_id: expected.order_display_id,
    updated_at: record.updated_at,
  }
}
