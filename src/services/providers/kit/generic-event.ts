import { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"
import type { Mode } from "../../domain/facts"
import type { ProviderEvent } from "../provider"
import { readBoolean, readCurrency, readObject, readText, requireField } from "./fields"
import { fingerprint } from "./fingerprint"
import { GENERIC_REPORTS } from "./generic-about"
import { readJson, type JsonObject } from "./read-json"

const FACT_NAMES: ReadonlySet<string> = new Set(GENERIC_REPORTS)

const TEXT = "must be text of 1 to 255 characters"

/** Fields without which no fact of the generic body can be read. `data.mode` may be missing, but must not be misspelt. */
export const GENERIC_REQUIRES: readonly string[] = ["type", "data.currency", "data.mode", "data.dispute_id"]

/**
 * The generic providers' payload of an event. Amounts are decimal strings of integer minor units, `currency` upper-case ISO 4217.
 * Rows of older versions hold null where a field is missing.
 */
export type GenericPayload = ReturnType<typeof pickData>

type GenericEvent = Omit<ProviderEvent<GenericPayload>, "id"> & { readonly id?: string }

/**
 * Reads the body that the generic providers (`hmac`, `standard-webhooks`) share: `{ id, type, occurred_at?, data }`, with the
 * name of a fact as `type` (`payment.captured`, `refund.succeeded`) and amounts in integer minor units. Unknown fields are
 * dropped, but stay in the raw bytes. An unreadable field is read as absent: money without a readable amount is quarantined, which
 * beats refusing the report of it. Throws MalformedPayloadError for the few that are needed.
 */
export function readGenericEvent(rawBody: Buffer): GenericEvent {
  const body = requireField(readObject(readJson(rawBody)), "the body", "must be an object")
  const type = requireField(readText(body.type), "type", TEXT)
  const id = readText(body.id)
  const at = isoTime.safeParse(body.occurred_at)
  const payload = FACT_NAMES.has(type) ? requireData(type, body.data) : pickData(readObject(body.data) ?? {})
  return { type, payload, ...(id && { id }), ...(at.success && { occurredAt: new Date(at.data) }) }
}

function requireData(type: string, value: unknown): GenericPayload {
  const source = requireField(readObject(value), "data", "must be an object")
  const data = pickData(source)
  // Only their ids distinguish disputes.
  if (type.startsWith("dispute.")) requireField(data.dispute_id, "data.dispute_id", TEXT)
  const named = (["amount", "captured_total", "refunded_total"] as const).find((name) => data[name] !== undefined)
  if (named) requireField(data.currency, "data.currency", `must be an ISO 4217 code and go along with ${named}`)
  // Play money would pass for real money.
  if (source.mode != null && !data.mode) throw new MalformedPayloadError('data.mode must be "live" or "test"')
  return data
}

const pickData = (data: JsonObject) => ({
  session_id: readText(data.session_id),
  payment_id: readText(data.payment_id),
  reference: readText(data.reference),
  amount: readMinorUnits(data.amount),
  currency: readCurrency(data.currency)?.toUpperCase(),
  mode: readMode(data.mode),
  reason_code: readText(data.reason_code),
  capture_id: readText(data.capture_id),
  captured_total: readMinorUnits(data.captured_total),
  payment_method_fingerprint: fingerprint.parse(data.payment_method_fingerprint),
  under_review: readBoolean(data.under_review),
  refund_id: readText(data.refund_id),
  refund_reference: readText(data.refund_reference),
  refunded_total: readMinorUnits(data.refunded_total),
  dispute_id: readText(data.dispute_id),
  evidence_due_by: readTime(data.evidence_due_by),
  payment_method_id: readText(data.payment_method_id),
  customer_id: readText(data.customer_id),
  brand: readText(data.brand),
  last4: readText(data.last4),
  expires_on: readDay(data.expires_on),
})

/** Integer minor units: a number while it is exact, or digits in text. PostgreSQL's bigint holds 18 digits for certain. */
function readMinorUnits(value: unknown): string | undefined {
  if (typeof value === "number" ? !Number.isSafeInteger(value) || value < 0 : !isDigits(value)) return undefined
  return BigInt(value as number | string).toString()
}

const isDigits = (value: unknown): boolean => typeof value === "string" && /^\d{1,18}$/.test(value)

const readMode = (value: unknown): Mode | undefined => (value === "live" || value === "test" ? value : undefined)

const isoTime = z.iso.datetime({ offset: true })
const isoDay = z.iso.date()

const readTime = (value: unknown): string | undefined => (value == null ? undefined : isoTime.safeParse(value).data)

const readDay = (value: unknown): string | undefined => (value == null ? undefined : isoDay.safeParse(value).data)
