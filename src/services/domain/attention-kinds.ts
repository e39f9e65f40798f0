/** The kinds of attention items, which a person reviews. One word for every cause, so that a merchant can filter by it. */
export const ATTENTION_KINDS = [
  /** Session, amount, currency, merchant or mode differ from the order. */
  "mismatch",
  /** Captured, but no order can be made of it. */
  "orphan_payment",
  /** The cart or order is paid twice. */
  "double_payment",
  /** Money on a payment that was canceled or has expired, or of an order that takes none any more. */
  "late_payment",
  /** A capture that was reported and then taken back: the order is not paid. */
  "capture_reversed",
  "refund_failed",
  "refund_pending",
  "dispute",
  /** The provider canceled the payment of an order, or let it expire. */
  "unpaid_order",
  "risk",
  /** No webhook from an account for longer than usual. */
  "provider_silent",
  /** Reconciliation found a difference that it could not repair. */
  "drift",
  "dead_event",
  /** A paid order whose items could not be reserved again. */
  "out_of_stock",
  /** Signed news about money of which no fact can be made. */
  "unclear_report",
  /** An order that another channel took on the same provider account. */
  "foreign_order",
  /** After-payment work failed until its time was over, or cannot be done. */
  "after_payment_failed",
  /** A third party takes no deliveries. */
  "delivery_failing",
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

/** Also the reason code of money that was accepted although its order takes none any more. */
export const LATE_PAYMENT = "late_payment" satisfies AttentionKind
