/** A coupon as its customer sees it. */
export interface Coupon {
  readonly code: string
  readonly type: "percentage" | "fixed"
  /** Per cent, or a sum in major units. */
  readonly value: string
  /** The currency that it works in; null: any. */
  readonly currency_code: string | null
  /** Smallest sum of items that it can be used on, in major units. */
  readonly minimum_amount: string | null
  readonly ends_at: string | null
}

/** A saved payment method as its customer knows it. */
export interface PaymentMethod {
  readonly brand?: string | null
  readonly last4?: string | null
  /** Its last day, `YYYY-MM-DD`. */
  readonly expires_on?: string | null
}

/** The subject of a message, as the outbox stores it. Each fact has its own selection of these fields. */
export interface MessageData {
  readonly shop_name?: string | null
  /** The order's number as the customer sees it; null while there is no order. */
  readonly order_display_id?: number | null
  /** Integer minor units, as a decimal string; null where the message is not about money. */
  readonly amount?: string | null
  readonly currency_code?: string | null
  readonly reason_code?: string | null
  /** After a refund: the captured amount that is not refunded, in integer minor units. */
  readonly remaining_amount?: string | null
  /** Failed attempts that the one message covers. */
  readonly count?: number
  readonly coupon?: Coupon
  readonly payment_method?: PaymentMethod
  /** A sentence about this payment, in English, for the merchant. */
  readonly detail?: string | null
  readonly account?: string | null
  readonly provider_payment_id?: string | null
  /** ISO 8601. */
  readonly evidence_due_by?: string | null
  readonly order_id?: string | null
  readonly cart_id?: string | null
  readonly customer_id?: string | null
  readonly attention_id?: string | null
  readonly dispute_id?: string | null
}
