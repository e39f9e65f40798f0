import { EntitySchema } from "typeorm"
import type { AttentionKind } from "../../domain/attention-kinds"

export { ATTENTION_KINDS, type AttentionKind } from "../../domain/attention-kinds"

export const ATTENTION_STATES = ["open", "deciding", "resolved"] as const
export type AttentionState = (typeof ATTENTION_STATES)[number]

/** `superseded`: the matter has resolved itself. */
export const RESOLUTIONS = ["accepted", "refunded", "dismissed", "superseded"] as const
export type Resolution = (typeof RESOLUTIONS)[number]

/** A matter that a person reviews or decides, once per kind and subject. */
export interface PaymentAttention {
  id: string
  kind: AttentionKind
  /** The subject: the same one is never put up twice under one kind. */
  subject_key: string
  state: AttentionState
  account: string | null
  payment_record_id: string | null
  /** The event that brought it up; accepting the item applies it. */
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
  /** The deadline for a decision (for answering a dispute). */
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
