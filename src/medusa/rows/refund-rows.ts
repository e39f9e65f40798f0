import { createHash } from "node:crypto"
import type { StoredAmount } from "./stored-amount"

/** The mark of our own Refund rows in `metadata.payment_notifications`. Amounts are minor units. */
export interface RefundMark {
  readonly key: string
  /** The amount recorded at first; a reversal may reduce the row later. */
  readonly amount: string
  /** The order's credit line for it, once that is decided. */
  readonly credit?: string
  /** Set when the order's transactions and the event bus have it. */
  readonly recorded?: boolean
  /** 0.1 wrote `recorded` under this name. */
  readonly booked?: boolean
}

/** An amount taken out of a Refund row by a reversal, in `metadata.payment_notifications_reversals`. Amounts are minor units. */
export interface Reversal {
  /** The reference id of its order transaction. */
  readonly key: string
  /** The call that reversed it, perhaps with others. */
  readonly call: string
  readonly amount: string
  readonly credit: string
}

export interface RefundRow extends StoredAmount {
  readonly id: string
  readonly created_at: string | Date
  readonly deleted_at: string | Date | null
  readonly metadata: {
    readonly payment_notifications?: RefundMark
    readonly payment_notifications_reversals?: readonly Reversal[]
  } | null
}

export const markOf = ({ metadata }: RefundRow): RefundMark | undefined => metadata?.payment_notifications

export const reversalsOf = ({ metadata }: RefundRow): readonly Reversal[] => metadata?.payment_notifications_reversals ?? []

/** The id of this call's refund, the same however often the call is repeated. */
export const refundIdOf = (paymentId: string, key: string): string =>
  `ref_${createHash("sha256").update(`${paymentId}\n${key}`).digest("hex").slice(0, 26)}`

/** One of our refunds that the order's transactions or the event bus may lack. */
export interface OpenRefund {
  readonly id: string
  readonly mark: RefundMark
}

export const openRefundsOf = (rows: readonly RefundRow[]): OpenRefund[] =>
  rows.flatMap((row) => {
    const mark = markOf(row)
    return mark && !(mark.recorded ?? mark.booked) ? [{ id: row.id, mark }] : []
  })
