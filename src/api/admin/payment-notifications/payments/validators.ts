import { z } from "@medusajs/framework/zod"
import { PAYMENT_STATES } from "../../../../services/domain/states"
import { oneOrMany, oneOrManyOf, operators } from "../_shared/filters"
import { listParams } from "../_shared/list-params"

/** `GET /admin/payment-notifications/payments`: filters, the most recently changed first unless `order` says otherwise. */
export const ListPaymentsParams = listParams("-updated_at").extend({
  id: oneOrMany(z.string()).optional(),
  order_id: oneOrMany(z.string()).optional(),
  cart_id: oneOrMany(z.string()).optional(),
  payment_id: oneOrMany(z.string()).optional(),
  payment_session_id: oneOrMany(z.string()).optional(),
  provider_payment_id: oneOrMany(z.string()).optional(),
  account: oneOrMany(z.string()).optional(),
  provider: oneOrMany(z.string()).optional(),
  state: oneOrManyOf("state", PAYMENT_STATES).optional(),
  updated_at: operators.optional(),
})
