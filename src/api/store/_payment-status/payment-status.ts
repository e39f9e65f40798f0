import type { PaymentRecord } from "../../../services/store/entities"
import type { PaymentState } from "../../../services/domain/states"
import { roundToMinor, toMajor } from "../../../services/domain/money"

/**
 * A payment as a storefront sees it. Amounts are in major units, as everywhere in Medusa's store API; beside each of them, both units
 * under the names that the admin API has.
 */
export interface PaymentStatus {
  readonly state: PaymentState
  /** Grows with every change; 0 before the provider has reported anything. */
  readonly version: number
  readonly amount: number
  readonly amount_major: number
  readonly amount_minor: string
  readonly captured_amount: number
  readonly captured_amount_major: number
  readonly captured_amount_minor: string
  readonly refunded_amount: number
  readonly refunded_amount_major: number
  readonly refunded_amount_minor: string
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
  const currency = record?.currency_code ?? expected.currency_code
  const amount = record?.amount ?? roundToMinor(expected.amount, currency).toString()
  const money = {
    ...bothUnits("amount", amount, currency),
    ...bothUnits("captured_amount", record?.captured_amount ?? "0", currency),
    ...bothUnits("refunded_amount", record?.refunded_amount ?? "0", currency),
  }
  if (!record) return { state: "pending", version: 0, reason_code: null, ...money, ...expected }
  return {
    state: record.state,
    version: record.version,
    ...money,
    currency_code: record.currency_code,
    reason_code: record.reason_code,
    order_id: record.order_id ?? expected.order_id,
    order_display_id: expected.order_display_id,
    updated_at: record.updated_at,
  }
}

type InBothUnits<N extends string> = Record<N | `${N}_major`, number> & Record<`${N}_minor`, string>

const bothUnits = <N extends string>(name: N, minor: string, currency: string): InBothUnits<N> => {
  const major = Number(toMajor(BigInt(minor), currency))
  return { [name]: major, [`${name}_major`]: major, [`${name}_minor`]: minor } as InBothUnits<N>
}
