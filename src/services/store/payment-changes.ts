import type { PaymentRecord, PaymentTransition } from "./entities"

/** The fields of a payment that a transition changes; absent fields keep their value. */
export type PaymentRecordChange = Pick<
  PaymentRecord,
  "id" | "payment_session_id" | "account" | "provider" | "state" | "amount" | "currency_code"
> &
  Partial<Omit<PaymentRecord, "version" | "refunds_due_at" | "created_at" | "updated_at">>

export type NewTransition = Omit<
  PaymentTransition,
  | "payment_record_id"
  | "version"
  | "announced_at"
  | "notified_at"
  | "after_payment_done_at"
  | "after_payment_due_at"
  | "after_payment_attempts"
  | "created_at"
  | keyof Subject
> &
  Partial<Subject> & {
    /** Said in the commit itself: no crash leaves it to the sweep to notify somebody. */
    readonly notifiesNobody?: boolean
    /** Likewise: no after-payment work is due. */
    readonly startsNothing?: boolean
  }

/** The subject of a transition; the payment itself if none is given. */
type Subject = Pick<PaymentTransition, "subject" | "subject_id">

/** A payment after a transition, and the row of the transition. */
export interface RecordedTransition {
  readonly record: PaymentRecord
  readonly transition: PaymentTransition
}

/** The fields of a refund's or a dispute's row besides its identity. */
export type RowChange<Row> = Omit<Row, "id" | "payment_record_id" | "created_at" | "updated_at">
