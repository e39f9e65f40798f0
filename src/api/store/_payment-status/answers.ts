import type { PaymentStatus } from "./payment-status"

/** The answer of a cart's and of an order's status, and the data of each `status` of their streams. */
export interface ShownStatus {
  readonly payment_status: PaymentStatus
}

/** The data of each `status` of a customer's stream. */
export interface ShownCustomerStatus {
  readonly payment_status: PaymentStatus & { readonly cart_id: string | null; readonly payment_record_id: string }
}
