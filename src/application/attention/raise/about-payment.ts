import type { PaymentAttention, PaymentRecord } from "../../../services/store/entities"

/** The columns by which an item names its payment. */
type AboutPayment = Pick<
  PaymentAttention,
  "account" | "payment_record_id" | "payment_session_id" | "provider_payment_id" | "cart_id" | "order_id"
>

/** An item's columns about a payment that we keep a record of. */
export const aboutPayment = (record: PaymentRecord): AboutPayment => ({
  account: record.account,
  payment_record_id: record.id,
  payment_session_id: record.payment_session_id,
  provider_payment_id: record.provider_payment_id,
  cart_id: record.cart_id,
  order_id: record.order_id,
})
