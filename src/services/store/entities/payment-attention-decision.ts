import { EntitySchema } from "typeorm"

export type DecisionAction = "accept" | "refund" | "dismiss" | "supersede"

/** A decision about an attention item, its actor and its outcome; append-only. */
export interface PaymentAttentionDecision {
  id: string
  payment_attention_id: string
  action: DecisionAction
  /** The admin user's id; `policy` for a decision of the options, `system` for one that follows from events. */
  actor: string
  note: string | null
  /** The sum that the person gave where nobody reported one, in integer minor units of the item's currency (a decimal string). */
  amount: string | null
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
    amount: { type: "bigint", nullable: true },
    outcome: { type: "text" },
    detail: { type: "text", nullable: true },
    created_at: { type: "timestamptz" },
  },
})
