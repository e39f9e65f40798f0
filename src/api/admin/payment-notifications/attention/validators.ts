import { z } from "@medusajs/framework/zod"
import { ATTENTION_KINDS, ATTENTION_STATES, RESOLUTIONS } from "../../../../services/store/entities"
import { oneOrMany, oneOrManyOf, operators } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** The name of 0.1. */
const FORMER_KINDS = { follow_up_failed: "after_payment_failed" } as const

/** `GET /admin/payment-notifications/attention`: filters, newest first unless `order` says otherwise. */
export const ListAttentionParams = listParams("-created_at").extend({
  id: oneOrMany(z.string()).optional(),
  kind: oneOrManyOf("kind", ATTENTION_KINDS, FORMER_KINDS).optional(),
  state: oneOrManyOf("state", ATTENTION_STATES).optional(),
  resolution: oneOrManyOf("resolution", RESOLUTIONS).optional(),
  account: oneOrMany(z.string()).optional(),
  order_id: oneOrMany(z.string()).optional(),
  cart_id: oneOrMany(z.string()).optional(),
  payment_session_id: oneOrMany(z.string()).optional(),
  provider_payment_id: oneOrMany(z.string()).optional(),
  webhook_event_id: oneOrMany(z.string()).optional(),
  created_at: operators.optional(),
})

const note = z.string().trim().min(1).max(500)

/** The item's `updated_at` as the person saw it: one that has changed since is not decided. */
const updated_at = z.iso.datetime({ offset: true }).optional()

/** `POST …/:id/accept`: also the sum in major units of the item's currency, as text, where none was reported. */
export const AcceptAttention = z.strictObject({
  note: note.optional(),
  amount: z.string().trim().min(1).max(40).optional(),
  updated_at,
})
export type AcceptAttention = z.infer<typeof AcceptAttention>

/** `POST …/:id/refund`: a note is stored beside the decision. */
export const DecideAttention = z.strictObject({ note: note.optional(), updated_at })
export type DecideAttention = z.infer<typeof DecideAttention>

/** `POST …/:id/dismiss`: money that came is ignored, so a reason is required. */
export const DismissAttention = z.strictObject({ note, updated_at })
export type DismissAttention = z.infer<typeof DismissAttention>
