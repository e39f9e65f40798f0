import { createFindParams, createOperatorMap } from "@medusajs/medusa/api/utils/validators"
import { z } from "@medusajs/framework/zod"
import { TOPICS } from "../../../../services/notifications/catalogue"
import { NOTIFICATION_STATES } from "../../../../services/store/entities"

const oneOrMany = <T extends z.ZodType>(value: T) => z.union([value, z.array(value)])

/** `GET /admin/payment-notifications/notifications`: filters, newest first unless `order` says otherwise. */
export const ListNotificationsParams = createFindParams({ limit: 20, offset: 0, order: "-created_at" }).extend({
  id: oneOrMany(z.string()).optional(),
  state: oneOrMany(z.enum(NOTIFICATION_STATES)).optional(),
  reason: oneOrMany(z.string()).optional(),
  fact: oneOrMany(z.string()).optional(),
  topic: oneOrMany(z.enum(TOPICS)).optional(),
  audience: oneOrMany(z.enum(["customer", "merchant"])).optional(),
  channel: oneOrMany(z.string()).optional(),
  recipient: oneOrMany(z.string()).optional(),
  customer_id: oneOrMany(z.string()).optional(),
  payment_record_id: oneOrMany(z.string()).optional(),
  payment_attention_id: oneOrMany(z.string()).optional(),
  created_at: createOperatorMap().optional(),
})
