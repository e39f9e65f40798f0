import { z } from "@medusajs/framework/zod"
import { storableText } from "../storable-text"

/** The event as Stripe sent it: `id`, `type`, `created`, `livemode`, `data.object`. Later issues read more of it. */
export type StripeEvent = Readonly<Record<string, unknown>>

/** Snapshot events count seconds in `created`; thin (v2) events write a date, which is left alone. */
const LAST_SECOND_OF_9999 = 253_402_300_799

/** What every Stripe event has, thin ones included. */
export const envelope = z.object({
  id: storableText,
  object: z.string(),
  type: storableText,
  created: z.union([z.int().min(0).max(LAST_SECOND_OF_9999), z.string()]),
})

const units = z.int().min(0)
const optionalText = storableText.nullish()

/** A snapshot event about a payment intent, as far as it is read here. Amounts are in Stripe's own smallest units. */
export const intentEvent = z.object({
  livemode: z.boolean(),
  data: z.object({
    object: z.object({
      id: storableText,
      object: z.literal("payment_intent"),
      amount: units,
      amount_capturable: units.default(0),
      amount_received: units.default(0),
      currency: z.string().regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code"),
      metadata: z.object({ session_id: optionalText }).nullish(),
      last_payment_error: z.object({ code: optionalText, decline_code: optionalText }).nullish(),
      cancellation_reason: optionalText,
    }),
  }),
})

export type PaymentIntent = z.output<typeof intentEvent>["data"]["object"]
