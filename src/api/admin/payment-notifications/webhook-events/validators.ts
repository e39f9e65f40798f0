import { z } from "@medusajs/framework/zod"
import { WEBHOOK_EVENT_STATES, WEBHOOK_REPLAY_STATES } from "../../../../services/store/entities"
import { CAUSED_STATES } from "../../../../services/domain/webhook-causes"
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

/** Events that were given up, unless the quarantined ones are asked for. */
const causedState = z.enum(CAUSED_STATES, { error: `state must be one of ${CAUSED_STATES.join(", ")}` }).default("dead")

/** `GET …/causes`. */
export const ListCausesParams = z.strictObject({ state: causedState })
export type ListCausesParams = z.output<typeof ListCausesParams>

/** `GET …/replays`: filters, newest first unless `order` says otherwise. */
export const ListReplaysParams = listParams("-created_at").extend({
  id: oneOrMany(z.string()).optional(),
  account: oneOrMany(z.string()).optional(),
  cause: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", WEBHOOK_REPLAY_STATES).optional(),
  actor: oneOrMany(z.string()).optional(),
  created_at: operators.optional(),
})

/** `POST …/replays`: the events of one cause, as `GET …/causes` names it. `dry_run` counts only. */
export const BeginReplay = z.strictObject({
  state: causedState,
  account: z.string().min(1).max(200),
  cause: z.string().regex(/^[0-9a-f]{1,16}$/, "cause must be one of GET /webhook-events/causes"),
  dry_run: z.boolean().default(false),
})
export type BeginReplay = z.output<typeof BeginReplay>
