import { z } from "@medusajs/framework/zod"
import { overlapSeconds } from "../../../../services/deliveries/secrets/rotation"
import { DESTINATION_TIMEOUT } from "../../../../services/options/deliveries"
import { DELIVERY_PAYLOADS, DESTINATION_STATES } from "../../../../services/store/entities"
import { oneOrMany, oneOrManyOf, operators } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** `GET /admin/payment-notifications/destinations`: filters, newest first unless `order` says otherwise. */
export const ListDestinationsParams = listParams("-created_at").extend({
  id: oneOrMany(z.string()).optional(),
  origin: oneOrManyOf("origin", ["options", "api"]).optional(),
  kind: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", DESTINATION_STATES).optional(),
  created_at: operators.optional(),
})

/** A list that is given stands for what it holds, so that it has no end: each entry is checked against those that there are. */
const names = z.array(z.string().min(1).max(128)).max(100)

const description = z.string().trim().min(1).max(500).nullable()

const secret = z.string().min(1).max(1_024)

const changeable = {
  config: z.record(z.string(), z.unknown()),
  description: description.optional(),
  facts: names,
  accounts: names.optional(),
  payload: z.enum(DELIVERY_PAYLOADS).optional(),
  timeout_seconds: z.number().int().min(DESTINATION_TIMEOUT.least).max(DESTINATION_TIMEOUT.most).optional(),
}

/** `POST /admin/payment-notifications/destinations`. */
export const CreateDestination = z.strictObject({
  kind: z.string().min(1).max(64),
  ...changeable,
  secret: secret.optional(),
})
export type CreateDestination = z.infer<typeof CreateDestination>

/** `POST …/:id`: `config` takes the place of the whole of the former one. */
export const UpdateDestination = z
  .strictObject({ ...changeable, config: changeable.config.optional(), facts: names.optional() })
  .refine((change) => Object.values(change).some((value) => value !== undefined), "give at least one field to change")
export type UpdateDestination = z.infer<typeof UpdateDestination>

/** `POST …/:id/rotate`: a secret that the receiver has made, or none; and how long the former one signs beside it. */
export const RotateSecret = z.strictObject({ secret: secret.optional(), overlap_seconds: overlapSeconds })
export type RotateSecret = z.infer<typeof RotateSecret>

const time = z.iso.datetime({ offset: true, error: "must be a time in ISO 8601 with a zone" }).transform((text) => new Date(text))

/** `POST …/:id/recover`: `dry_run` counts only. */
export const RecoverDeliveries = z.strictObject({ since: time, dry_run: z.boolean().default(false) })
export type RecoverDeliveries = z.output<typeof RecoverDeliveries>

/** `POST …/:id/replay`: facts recorded from `since` on and before `until`. `dry_run` counts only. */
export const ReplayFacts = z
  .strictObject({ since: time, until: time.optional(), dry_run: z.boolean().default(false) })
  .refine(({ since, until }) => !until || until > since, { path: ["until"], message: "must be after since" })
export type ReplayFacts = z.output<typeof ReplayFacts>
