import { z } from "@medusajs/framework/zod"
import { DELIVERY_STATES } from "../../../../services/store/entities"
import { oneOrMany, oneOrManyOf, operators } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** `GET /admin/payment-notifications/deliveries`: filters, newest first unless `order` says otherwise. */
export const ListDeliveriesParams = listParams("-created_at").extend({
  id: oneOrMany(z.string()).optional(),
  destination_id: oneOrMany(z.string()).optional(),
  event_id: oneOrMany(z.string()).optional(),
  fact: oneOrMany(z.string()).optional(),
  subject: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", DELIVERY_STATES).optional(),
  created_at: operators.optional(),
})
