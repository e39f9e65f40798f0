import { z } from "@medusajs/framework/zod"
import { fingerprint } from "../kit/fingerprint"
import { storableText } from "../kit/storable-text"

/** The event as Stripe sent it: `id`, `type`, `created`, `livemode`, `data.object`. Later versions may read more of it. */
export type StripeEvent = Readonly<Record<string, unknown>>

/** `object` of a thin event, which names the changed object and does not carry it. */
export const THIN = "v2.core.event"

const LAST_SECOND_OF_9999 = 253_402_300_799

/** Unix seconds. */
export const unixTime = z.int().min(0).max(LAST_SECOND_OF_9999)

/** A payment method's fields that distinguish cards. Anything else in its place is left alone. */
export const methodDetails = z
  .object({ card: z.object({ fingerprint }).nullish() })
  .nullish()
  .catch(undefined)

/** Fields of every Stripe event: snapshot events count seconds in `created`, thin ones write a date. */
export const envelope = z.object({
  id: storableText,
  object: z.string(),
  type: storableText,
  created: z.union([unixTime, z.string()]),
})

/**
 * A thin event about an object of API v1. The path is appended to the API's address together with the API key, so it is a plain
 * path and nothing else: `//elsewhere.example` would send the key there.
 */
export const thinEvent = z.object({
  livemode: z.boolean(),
  context: storableText.nullish(),
  related_object: z.object({
    id: storableText,
    url: storableText.regex(/^\/v1(?:\/[A-Za-z0-9_]+)+$/, "must be a path of API v1"),
  }),
})

/** A snapshot event, as far as it says where its object is found. `account`: the connected account. */
export const snapshotEvent = z.object({
  livemode: z.boolean(),
  account: storableText.nullish(),
  data: z.object({ object: z.object({ id: storableText }) }),
})

/** Amounts are in Stripe's own smallest units. */
export const units = z.int().min(0)
export const optionalText = storableText.nullish()
export const currency = z.string().regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code")

/** Medusa's Stripe provider writes the payment session there. */
export const metadata = z.object({ session_id: optionalText }).nullish()

/** An id, or the object itself where the API was asked to expand it. */
export const expandable = z.union([storableText, z.object({ id: storableText, metadata })]).nullish()

export type Expandable = z.output<typeof expandable>

export const idOf = (reference: Expandable): string | undefined =>
  typeof reference === "string" ? reference : (reference?.id ?? undefined)

/** The payment session in the metadata of the first object that names one. */
export function sessionIn(
  ...objects: readonly (Expandable | { readonly metadata?: z.output<typeof metadata> })[]
): string | undefined {
  for (const object of objects) {
    const sessionId = typeof object === "object" && object !== null ? object.metadata?.session_id : undefined
    if (sessionId) return sessionId
  }
  return undefined
}
