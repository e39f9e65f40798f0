import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { PaymentFact } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { currency, unixTime, units } from "./event"
import { READERS } from "./readers"

/** The fields of Stripe's intent that decide how it is read. The rest is read like an event's. */
export const intent = z.object({
  id: storableText,
  object: z.literal("payment_intent"),
  status: z.string(),
  livemode: z.boolean(),
  currency,
  amount_received: units.default(0),
  capture_method: z.string().nullish(),
  last_payment_error: z.unknown(),
  latest_charge: z.unknown(),
})

/** The last charge, expanded. */
export const charge = z.object({
  id: storableText,
  amount: units,
  amount_captured: units.nullish(),
  amount_refunded: units.default(0),
  captured: z.boolean().nullish(),
  created: unixTime,
  disputed: z.boolean().nullish(),
  refunds: z.object({ data: z.array(z.unknown()), has_more: z.boolean().default(false) }).nullish(),
})

export type Intent = z.output<typeof intent>
export type Charge = z.output<typeof charge>

/** The event that Stripe sends when an intent comes into a status. Read as that event, the intent reports the same. */
const EVENT_OF: ReadonlyMap<string, string> = new Map([
  ["requires_payment_method", "payment_intent.processing"],
  ["requires_confirmation", "payment_intent.processing"],
  ["processing", "payment_intent.processing"],
  ["requires_action", "payment_intent.requires_action"],
  ["requires_capture", "payment_intent.amount_capturable_updated"],
  ["succeeded", "payment_intent.succeeded"],
  ["canceled", "payment_intent.canceled"],
])

function eventOf({ status, amount_received, last_payment_error }: Intent): string {
  // Something was captured already: of an intent that may be captured in parts, the remainder is still open or has been voided.
  if (amount_received > 0) return "payment_intent.succeeded"
  // The same status before the first attempt and after one that failed.
  if (status === "requires_payment_method" && last_payment_error) return "payment_intent.payment_failed"
  const type = EVENT_OF.get(status)
  if (type) return type
  throw new ProviderUnavailableError(`Stripe answered with an intent of status "${status}", which is not known`)
}

/** Reads an intent in its current state as one fact about its payment. */
export function intentFact(object: unknown, intent: Intent, latest: Charge | null | undefined): PaymentFact {
  const fact = READERS.get(eventOf(intent))?.read({ livemode: intent.livemode, data: { object } }, timeOf(intent, latest))
  if (typeof fact !== "object" || fact.subject !== "payment") {
    throw new ProviderUnavailableError(`Stripe answered with an intent that cannot be read: ${fact ?? "its shape is another"}`)
  }
  return fact
}

/**
 * The time of the charge, if it was captured in the same act. Nothing else is dated by it: an intent's state is true now, and
 * must not look older than the webhook of an attempt before.
 */
function timeOf({ status, capture_method }: Intent, latest: Charge | null | undefined): Date | undefined {
  return status === "succeeded" && capture_method !== "manual" && latest ? new Date(latest.created * 1000) : undefined
}
