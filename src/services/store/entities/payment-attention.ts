import { EntitySchema } from "typeorm"

/** What a person has to look at. One word for every cause, so that a merchant can filter by it. */
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
  /** The provider gave the payment of an order up. */
  "unpaid_order",
  "risk",
  /** No webhook from an account for longer than usual. */
  "provider_silent",
  /** Reconciliation found a difference that it could not repair. */
  "drift",
  "dead_event",
  /** A paid order whose items could not be reserved again. */
  "out_of_stock",
  /** What was to be done after the payment failed until its time was over, or cannot be done. */
  "follow_up_failed",
] as const
export type AttentionKind = (typeof ATTENTION_KINDS)[number]

export const ATTENTION_STATES = ["open", "deciding", "resolved"] as const
export type AttentionState = (typeof ATTENTION_STATES)[number]

/** `superseded`: what it was about has sorted itself out. */
export const RESOLUTIONS = ["accepted", "refunded", "dismissed", "superseded"] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** Something that a person has to look at or decide, once per kind and subject. */
export interface PaymentAttention {
  id: string
  kind: AttentionKind
  /** What it is about: the same subject is never put up twice under one kind. */
  subject_key: string
  state: AttentionState
  account: string | null
  payment_record_id: string | null
  /** The event that brought it up: what accepting applies. */
  webhook_event_id: string | null
  payment_session_id: string | null
  provider_payment_id: string | null
  cart_id: string | null
  order_id: string | null
  /** The money in question, in integer minor units (a decimal string). */
  amount: string | null
  currency_code: string | null
  /** One sentence for a person. */
  detail: string
  data: Record<string, unknown>
  /** Until when it has to be decided (the deadline of a dispute). */
  due_by: Date | null
  resolution: Resolution | null
  /** Set once its domain event is on the bus and its notifications are planned. */
  announced_at: Date | null
  created_at: Date
  updated_at: Date
  resolved_at: Date | null
}

export const PaymentAttentionEntity = new EntitySchema<PaymentAttention>({
  name: "PaymentAttention",
  tableName: "payment_attention",
  columns: {
    id: { type: "text", primary: true },
    kind: { type: "text" },
    subject_key: { type: "text" },
    state: { type: "text" },
    account: { type: "text", nullable: true },
    payment_record_id: { type: "text", nullable: true },
    webhook_event_id: { type: "text", nullable: true },
    payment_session_id: { type: "text", nullable: true },
    provider_payment_id: { type: "text", nullable: true },
    cart_id: { type: "text", nullable: true },
    order_id: { type: "text", nullable: true },
    amount: { type: "bigint", nullable: true },
    currency_code: { type: "text", nullable: true },
    detail: { type: "text" },
    data: { type: "json" },
    due_by: { type: "timestamptz", nullable: true },
    resolution: { type: "text", nullable: true },
    announced_at: { type: "timestamptz", nullable: true },
    created_at: { type: "timestamptz" },
    updated_at: { type: "timestamptz" },
    resolved_at: { type: "timestamptz", nullable: true },
  },
})
