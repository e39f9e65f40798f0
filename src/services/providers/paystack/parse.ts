import { createHash } from "node:crypto"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { fieldOf, readText, requireField } from "../kit/fields"
import { readJson } from "../kit/read-json"
import type { PaystackPayload } from "./event"
import { kindOf } from "./kinds"

/**
 * Reads the one event of a request. Paystack gives events no id: equal bytes identify a redelivery. An id put together from type,
 * reference and status would drop the second of two partial refunds, which have no `refund_reference` at first. If a redelivery
 * is ever worded differently, it is a second event with a stale report, and changes nothing. Throws MalformedPayloadError for a
 * body that is no Paystack event, and for a charge without its reference.
 */
export function parsePaystack({ rawBody }: WebhookRequest): readonly ProviderEvent<PaystackPayload>[] {
  const body = readJson(rawBody)
  const type = requireField(readText(fieldOf(body, "event")), "event", "must be text of 1 to 255 characters")
  const kind = kindOf(type)
  // Nothing is stored of events that are not read: `customeridentification.*` is all about a person.
  const payload = kind ? kind.keep(body, type) : {}
  const outcome = kind?.read(payload, type)
  const occurredAt = outcome && "fact" in outcome ? outcome.fact.occurredAt : undefined
  const id = `sha256:${createHash("sha256").update(rawBody).digest("hex")}`
  return [{ id, type, ...(occurredAt && { occurredAt }), payload }]
}
