import { z } from "@medusajs/framework/zod"
import { WEBHOOK_EVENT_STATES } from "../../../../services/store/entities"
import { oneOrMany, oneOrManyOf, operators } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** `GET /admin/payment-notifications/webhook-events`: filters, newest first unless `order` says otherwise. */
export const ListWebhookEventsParams = listParams("-received_at").extend({
  id: oneOrMany(z.string()).optional(),
  account: oneOrMany(z.string()).optional(),
  provider: oneOrMany(z.string()).optional(),
  event_id: oneOrMany(z.string()).optional(),
  type: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", WEBHOOK_EVENT_STATES).optional(),
  reason: oneOrMany(z.string()).optional(),
  payment_record_id: oneOrMany(z.string()).optional(),
  payment_session_id: oneOrMany(z.string()).optional(),
  provider_payment_id: oneOrMany(z.string()).optional(),
  received_at: operators.optional(),
})

/** `POST …/:id/ignore`: the reason to ignore the event, stored on it. */
export const IgnoreWebhookEvent = z.strictObject({ reason: z.string().trim().min(1).max(500) })
export type IgnoreWebhookEvent = z.infer<typeof IgnoreWebhookEvent>
