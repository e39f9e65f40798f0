import { createHash } from "node:crypto"
import type { StoredAmount } from "./stored-amount"

/** The mark of the Refund rows that we record, in `metadata.payment_notifications`. Amounts are minor units. */
export interface RefundMark {
  readonly key: string
  /** The amount recorded at first; a reversal may reduce the row later. */
  readonly amount: string
  /** The row is core's: its provider was called, and core could not record it to the end. */
  readonly adopted?: boolean
  /** Core made it at the same time as another, so that its credit lines are compared with its refunds. */
  readonly at_once?: boolean
  /** The most that its credit line may be, decided before its transaction. */
  readonly credit_limit?: string
  /** Its credit line waits for the end of an order change of the admin's. */
  readonly credit_due?: boolean
  /** The order's credit line for it, once that is made or needless. */
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

/** Whether the row follows the provider's sum: core makes the others, and calls the provider. */
export const isOurs = (row: RefundRow): boolean => {
  const mark = markOf(row)
  return mark !== undefined && !mark.adopted
}

export const isRecorded = ({ recorded, booked }: RefundMark): boolean => Boolean(recorded ?? booked)

export const reversalsOf = ({ metadata }: RefundRow): readonly Reversal[] => metadata?.payment_notifications_reversals ?? []

/** The id of this call's refund, the same however often the call is repeated. */
export const refundIdOf = (paymentId: string, key: string): string =>
  `ref_${createHash("sha256").update(`${paymentId}\n${key}`).digest("hex").slice(0, 26)}`

/** One of our refunds that the order's transactions, its credit lines or the event bus may lack. */
export interface OpenRefund {
  readonly id: string
  readonly mark: RefundMark
}

export const openRefundsOf = (rows: readonly RefundRow[]): OpenRefund[] =>
  rows.flatMap((row) => {
    const mark = markOf(row)
    return mark && (!isRecorded(mark) || mark.credit_due) ? [{ id: row.id, mark }] : []
  })
