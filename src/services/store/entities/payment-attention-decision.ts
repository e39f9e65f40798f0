import { EntitySchema } from "typeorm"

export type DecisionAction = "accept" | "refund" | "dismiss" | "supersede"

/** Who decided what about an attention item, and what came of it; append-only. */
export interface PaymentAttentionDecision {
  id: string
  payment_attention_id: string
  action: DecisionAction
  /** The admin user's id, or `policy` and `system` for what options and events decide. */
  actor: string
  note: string | null
  outcome: "started" | "done" | "failed"
  detail: string | null
  created_at: Date
}

export const PaymentAttentionDecisionEntity = new EntitySchema<PaymentAttentionDecision>({
  name: "PaymentAttentionDecision",
  tableName: "payment_attention_decision",
  columns: {
    id: { type: "text", primary: true },
    payment_attention_id: { type: "text" },
    action: { type: "text" },
    actor: { type: "text" },
    note: { type: "text", nullable: true },
    outcome: { type: "text" },
    detail: { type: "text", nullable: true },
    created_at: { type: "timestamptz" },
  },
})
