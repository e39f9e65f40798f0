import { z } from "@medusajs/framework/zod"
import { fingerprint } from "./fingerprint"
import { GENERIC_REPORTS } from "./generic-about"
import type { ProviderEvent } from "../provider"
import { readJson, requireShape } from "./read-json"
import { storableText } from "./storable-text"

const FACT_NAMES: ReadonlySet<string> = new Set(GENERIC_REPORTS)

/** Null means the same as absence and is stored as it came. */
const optionalText = storableText.nullish()

/** Integer minor units: a number while it is exact, or digits in text. PostgreSQL's bigint holds 18 digits for certain. */
const minorUnits = z
  .union(
    [z.int().min(0), z.string().regex(/^\d{1,18}$/)],
    "must be integer minor units: a whole number, or up to 18 digits as text",
  )
  .transform((amount) => BigInt(amount).toString())

const optionalUnits = minorUnits.nullish()

const optionalTime = z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with a zone" }).nullish()

const data = z
  .object({
    session_id: optionalText,
    payment_id: optionalText,
    reference: optionalText,
    amount: optionalUnits,
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code")
      .nullish()
      .transform((code) => code?.toUpperCase()),
    mode: z.enum(["live", "test"]).nullish(),
    reason_code: optionalText,
    capture_id: optionalText,
    captured_total: optionalUnits,
    payment_method_fingerprint: fingerprint,
    under_review: z.boolean().optional().catch(undefined),
    refund_id: optionalText,
    refund_reference: optionalText,
    refunded_total: optionalUnits,
    dispute_id: optionalText,
    evidence_due_by: optionalTime,
    payment_method_id: optionalText,
    customer_id: optionalText,
    brand: optionalText,
    last4: optionalText,
    expires_on: z.iso.date("must be an ISO 8601 date").nullish(),
  })
  .superRefine(({ amount, captured_total, refunded_total, currency }, { addIssue }) => {
    if (currency !== undefined) return
    const named = Object.entries({ amount, captured_total, refunded_total }).find(([, units]) => units != null)
    if (named) addIssue({ code: "custom", path: ["currency"], message: `must go along with ${named[0]}` })
  })

const body = z
  .object({ id: storableText.optional(), type: storableText, occurred_at: optionalTime, data })
  // Only their ids distinguish disputes.
  .refine(({ type, data }) => !(FACT_NAMES.has(type) && type.startsWith("dispute.")) || data.dispute_id, {
    path: ["data", "dispute_id"],
    message: "must be there when a dispute is reported",
  })

/**
 * The generic providers' payload of an event. `amount` is a decimal string of integer minor units, `currency` upper-case ISO
 * 4217.
 */
export type GenericPayload = z.output<typeof data>

type GenericEvent = Omit<ProviderEvent<GenericPayload>, "id"> & { readonly id?: string }

/**
 * Reads the body that the generic providers (`hmac`, `standard-webhooks`) share: `{ id, type, occurred_at?, data }`, with the
 * name of a fact as `type` (`payment.captured`, `refund.succeeded`) and amounts in integer minor units. Unknown fields are
 * dropped, but stay in the raw bytes. Throws MalformedPayloadError.
 */
export function readGenericEvent(rawBody: Buffer): GenericEvent {
  const { id, type, occurred_at, data } = requireShape(body, readJson(rawBody))
  return { type, payload: data, ...(id ? { id } : {}), ...(occurred_at ? { occurredAt: new Date(occurred_at) } : {}) }
}
