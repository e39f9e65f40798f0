import type { PaymentRecord } from "../../../../services/store/entities"

/** The fields of a payment. */
export const paymentFields = [
  "id",
  "payment_session_id",
  "payment_collection_id",
  "payment_id",
  "cart_id",
  "order_id",
  "account",
  "provider",
  "payment_provider_id",
  "provider_payment_id",
  "state",
  "version",
  "amount",
  "authorized_amount",
  "captured_amount",
  "refunded_amount",
  "currency_code",
  "reason_code",
  "occurred_at",
  "created_at",
  "updated_at",
] as const satisfies ReadonlyArray<keyof PaymentRecord>

/** A payment as it is shown. */
export type PaymentRow = Pick<PaymentRecord, (typeof paymentFields)[number]>

export const listPaymentsQueryConfig = {
  defaults: [...paymentFields],
  allowed: [...paymentFields],
  isList: true,
  defaultLimit: 20,
}
