import { createFindParams } from "@medusajs/medusa/api/utils/validators"
import { z } from "@medusajs/framework/zod"
import { ATTENTION_KINDS, ATTENTION_STATES, RESOLUTIONS } from "../../../../services/store/entities"
import { oneOrMany, operators } from "../_shared/filters"

/** 0.1 called it `follow_up_failed`. */
const kind = z.preprocess((given) => (given === "follow_up_failed" ? "after_payment_failed" : given), z.enum(ATTENTION_KINDS))

/** `GET /admin/payment-notifications/attention`: filters, newest first unless `order` says otherwise. */
export const ListAttentionParams = createFindParams({ limit: 20, offset: 0, order: "-created_at" }).extend({
  id: oneOrMany(z.string()).optional(),
  kind: oneOrMany(kind).optional(),
  state: oneOrMany(z.enum(ATTENTION_STATES)).optional(),
  resolution: oneOrMany(z.enum(RESOLUTIONS)).optional(),
  account: oneOrMany(z.string()).optional(),
  order_id: oneOrMany(z.string()).optional(),
  cart_id: oneOrMany(z.string()).optional(),
  payment_session_id: oneOrMany(z.string()).optional(),
  provider_payment_id: oneOrMany(z.string()).optional(),
  webhook_event_id: oneOrMany(z.string()).optional(),
  created_at: operators.optional(),
})

const note = z.string().trim().min(1).max(500)

/** `POST …/:id/accept` and `…/:id/refund`: a note is stored beside the decision. */
export const DecideAttention = z.strictObject({ note: note.optional() })
export type DecideAttention = z.infer<typeof DecideAttention>

/** `POST …/:id/dismiss`: money that came is ignored, so a reason is required. */
export const DismissAttention = z.strictObject({ note })
export type DismissAttention = z.infer<typeof DismissAttention>
