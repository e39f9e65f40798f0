import { z } from "@medusajs/framework/zod"
import { ProviderUnavailableError } from "../../domain/errors"
import type { PaymentFact } from "../../domain/facts"
import { storableText } from "../kit/storable-text"
import { unixTime, units } from "./answer-fields"
import { eventOf } from "./intent-status"
import { READERS } from "./readers"

/** The fields of Stripe's intent that decide how it is read. The rest is read like an event's. */
export const intent = z.object({
  id: storableText,
  object: z.literal("payment_intent"),
  status: z.string(),
  livemode: z.boolean(),
  currency: z.string(),
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

/** Reads an intent in its current state as one fact about its payment. */
export function intentFact(object: unknown, intent: Intent, latest: Charge | null | undefined): PaymentFact {
  const type = eventOf(intent)
  if (!type) throw new ProviderUnavailableError(`Stripe answered with an intent of status "${intent.status}", which is not known`)
  const fact = READERS.get(type)?.read({ livemode: intent.livemode, data: { object } }, timeOf(intent, latest))
  if (typeof fact !== "object" || !("subject" in fact) || fact.subject !== "payment") {
    const problem = typeof fact === "string" ? fact : "its shape is another"
    throw new ProviderUnavailableError(`Stripe answered with an intent that cannot be read: ${problem}`)
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
