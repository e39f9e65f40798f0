import { z } from "@medusajs/framework/zod"
import type { PaymentFact } from "../domain/facts"
import { isPaymentState, PAYMENT_STATES } from "../domain/states"
import type { ProviderEvent, Reading } from "./provider"
import { readJson, requireShape } from "./read-json"
import { storableText } from "./storable-text"

const optionalText = storableText.nullish()

/** Integer minor units: a number while it is exact, or digits in text. 18 digits are what PostgreSQL's bigint holds for certain. */
const minorUnits = z
  .union(
    [z.int().min(0), z.string().regex(/^\d{1,18}$/)],
    "must be integer minor units: a whole number, or up to 18 digits as text",
  )
  .transform((amount) => BigInt(amount).toString())

const data = z
  .object({
    session_id: optionalText,
    payment_id: optionalText,
    reference: optionalText,
    amount: minorUnits.nullish(),
    currency: z
      .string()
      .regex(/^[A-Za-z]{3}$/, "must be an ISO 4217 code")
      .nullish()
      .transform((code) => code?.toUpperCase()),
    mode: z.enum(["live", "test"]).nullish(),
    reason_code: optionalText,
  })
  .refine(({ amount, currency }) => amount == null || currency, {
    path: ["currency"],
    message: "must go along with amount",
  })

const body = z.object({
  id: storableText.optional(),
  type: storableText,
  occurred_at: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with a zone" }).nullish(),
  data,
})

/** What the generic rooms keep of an event. `amount` is a decimal string of integer minor units, `currency` upper-case ISO 4217. */
export type GenericPayload = z.output<typeof data>

type GenericEvent = Omit<ProviderEvent<GenericPayload>, "id"> & { readonly id?: string }

/**
 * Reads the body that the generic rooms (`hmac`, `standard-webhooks`) share:
 * `{ id, type: "payment.<state>", occurred_at?, data: { session_id?, payment_id?, reference?, amount?, currency?, mode?, reason_code? } }`,
 * with `amount` in integer minor units. Unknown fields are dropped: the raw bytes keep them.
 * Throws MalformedPayloadError.
 */
export function readGenericEvent(rawBody: Buffer): GenericEvent {
  const { id, type, occurred_at, data } = requireShape(body, readJson(rawBody))
  return { type, payload: data, ...(id ? { id } : {}), ...(occurred_at ? { occurredAt: new Date(occurred_at) } : {}) }
}

/** Reads a generic event's facts. Pure and total. */
export function readGenericFacts({ type, occurredAt, payload }: ProviderEvent<GenericPayload>): Reading {
  const state = type.startsWith("payment.") ? type.slice("payment.".length) : ""
  if (!isPaymentState(state)) {
    return { facts: [], ignored: `type "${type}" is not read here; use payment.<${PAYMENT_STATES.join("|")}>` }
  }
  const { session_id, payment_id, reference, amount, currency, mode, reason_code } = payload
  const fact: PaymentFact = {
    subject: "payment",
    state,
    ...(session_id && { sessionId: session_id }),
    ...(payment_id && { providerPaymentId: payment_id }),
    ...(reference && { merchantReference: reference }),
    ...(amount && currency && { amount: { minor: BigInt(amount), currency } }),
    ...(mode && { mode }),
    ...(reason_code && { reasonCode: reason_code }),
    ...(occurredAt && { occurredAt }),
  }
  return { facts: [fact] }
}
