import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import { storableText } from "../kit/storable-text"
import { metadata } from "./metadata"

/** Major units as decimal text: `{ "currency": "EUR", "value": "24.95" }`. */
const amount = z.object({
  currency: z.string().regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code"),
  value: z.string().regex(/^\d{1,15}(?:\.\d{1,4})?$/, "must be a decimal amount"),
})
// Not forgiving: an unreadable sum must not pass for a missing one.
const optionalAmount = amount.nullish().transform((value) => value ?? undefined)
const text = storableText.optional().catch(undefined)
const date = z.iso.datetime({ offset: true }).optional().catch(undefined)
const mode = z.enum(["live", "test"]).optional().catch(undefined)

/** The fields that are read of a refund from Mollie's API. */
export const refund = z.object({
  resource: z.literal("refund"),
  id: storableText,
  mode,
  status: storableText,
  amount,
  paymentId: storableText,
  metadata,
  createdAt: date,
})

/** A chargeback: money that the buyer's bank has taken back. */
export const chargeback = z.object({
  resource: z.literal("chargeback"),
  id: storableText,
  amount,
  paymentId: storableText,
  reason: z.object({ code: text }).optional().catch(undefined),
  createdAt: date,
  reversedAt: date,
})

/** A payment. Fields that identify the buyer (`billingAddress`, `description`, most of `details` …) are dropped. */
export const payment = z.object({
  resource: z.literal("payment"),
  id: storableText,
  mode,
  status: storableText,
  amount,
  amountCaptured: optionalAmount,
  amountRefunded: optionalAmount,
  method: text,
  profileId: text,
  metadata,
  statusReason: z.object({ code: text }).optional().catch(undefined),
  details: z.object({ failureReason: text, cardFingerprint: fingerprint }).optional().catch(undefined),
  createdAt: date,
  authorizedAt: date,
  paidAt: date,
  canceledAt: date,
  expiredAt: date,
  failedAt: date,
  // Only where Mollie was asked for them.
  _embedded: z.object({ refunds: z.array(refund).optional(), chargebacks: z.array(chargeback).optional() }).optional(),
})

export const ENTITIES = { payment, refund, chargeback }

export type MollieAmount = z.output<typeof amount>
export type MolliePayment = z.output<typeof payment>
export type MollieRefund = z.output<typeof refund>
export type MollieChargeback = z.output<typeof chargeback>
