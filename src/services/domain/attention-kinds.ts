/** The kinds of attention items, which a person reviews. One word for every cause, so that a merchant can filter by it. */
export const ATTENTION_KINDS = [
  /** Session, amount, currency, merchant or mode differ from the order. */
  "mismatch",
  /** Captured, but no order can be made of it. */
  "orphan_payment",
  /** The cart or order is paid twice. */
  "double_payment",
  /** Money on a payment that was canceled or has expired. */
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
  /** After-payment work failed until its time was over, or cannot be done. */
  "after_payment_failed",
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]
