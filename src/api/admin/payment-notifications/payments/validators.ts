import { createFindParams } from "@medusajs/medusa/api/utils/validators"
import { z } from "@medusajs/framework/zod"
import { PAYMENT_STATES, type PaymentState } from "../../../../services/domain/states"
import { oneOrMany, operators } from "../_shared/filters"

/** `GET /admin/payment-notifications/payments`: filters, the most recently changed first unless `order` says otherwise. */
export const ListPaymentsParams = createFindParams({ limit: 20, offset: 0, order: "-updated_at" }).extend({
  id: oneOrMany(z.string()).optional(),
  order_id: oneOrMany(z.string()).optional(),
  cart_id: oneOrMany(z.string()).optional(),
  payment_id: oneOrMany(z.string()).optional(),
  payment_session_id: oneOrMany(z.string()).optional(),
  provider_payment_id: oneOrMany(z.string()).optional(),
  account: oneOrMany(z.string()).optional(),
  provider: oneOrMany(z.string()).optional(),
  state: oneOrMany(z.enum(PAYMENT_STATES as [PaymentState, ...PaymentState[]])).optional(),
  updated_at: operators.optional(),
})
