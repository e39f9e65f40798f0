import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"

/** Unix seconds up to the year 9999. */
export const seconds = z.int().min(0).max(253_402_300_799)

/** Razorpay's sub-units; see amount.ts. */
const units = z.int().min(0)
const currency = z.string().regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code")
const text = storableText.nullish().transform((value) => value ?? undefined)

/** `[]`, PHP's form of an empty object, means no notes; so does anything else that is not a plain object. */
const notes = z
  .unknown()
  .transform((value) => (typeof value === "object" && value !== null && Object.hasOwn(value, "session_id") ? value : {}))
  .pipe(z.object({ session_id: storableText.optional().catch(undefined) }))

export const payment = z.object({
  id: storableText,
  amount: units,
  currency,
  status: text,
  order_id: text,
  method: text,
  captured: z.boolean().nullish(),
  amount_refunded: units.nullish(),
  notes,
  error_code: text,
  error_source: text,
  error_step: text,
  error_reason: text,
})

export const refund = z.object({
  id: storableText,
  payment_id: storableText,
  amount: units,
  currency,
  status: text,
  receipt: text,
  speed_requested: text,
  speed_processed: text,
  notes,
})

export const dispute = z.object({
  id: storableText,
  payment_id: storableText,
  amount: units,
  currency,
  status: text,
  phase: text,
  reason_code: text,
  respond_by: seconds.nullish(),
})

export const order = z.object({ id: storableText, receipt: text })

/** Fields of every Razorpay event. */
export const envelope = z.object({
  entity: z.literal("event"),
  event: storableText,
  account_id: text,
  // Missing in Razorpay's own sample of refund.speed_changed.
  created_at: seconds.nullish(),
  payload: z.record(z.string(), z.unknown()).nullish(),
})

/** The stored form of an event: the entities above as far as they are read, without the payer. */
export const kept = z.object({
  account_id: text,
  payment: payment.optional(),
  refund: refund.optional(),
  dispute: dispute.optional(),
  order: order.optional(),
})

export type RazorpayEvent = z.output<typeof kept>
export type RazorpayPayment = z.output<typeof payment>
export type RazorpayRefund = z.output<typeof refund>
export type RazorpayDispute = z.output<typeof dispute>
