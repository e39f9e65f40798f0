import { createOperatorMap } from "@medusajs/medusa/api/utils/validators"
import { z } from "@medusajs/framework/zod"
import { TOPICS } from "../../../../services/notifications/catalogue"
import { NOTIFICATION_STATES } from "../../../../services/store/entities"
import { oneOrMany, oneOrManyOf } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** `GET /admin/payment-notifications/notifications`: filters, newest first unless `order` says otherwise. */
export const ListNotificationsParams = listParams("-created_at").extend({
  id: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", NOTIFICATION_STATES).optional(),
  reason: oneOrMany(z.string()).optional(),
  fact: oneOrMany(z.string()).optional(),
  topic: oneOrManyOf("topic", TOPICS).optional(),
  audience: oneOrManyOf("audience", ["customer", "merchant"]).optional(),
  channel: oneOrMany(z.string()).optional(),
  recipient: oneOrMany(z.string()).optional(),
  customer_id: oneOrMany(z.string()).optional(),
  payment_record_id: oneOrMany(z.string()).optional(),
  payment_attention_id: oneOrMany(z.string()).optional(),
  created_at: createOperatorMap().optional(),
})
