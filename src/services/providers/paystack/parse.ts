import { createHash } from "node:crypto"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { envelope, type PaystackPayload } from "./event"
import { KINDS } from "./kinds"

/**
 * Reads the one event of a request. Paystack gives events no id: a redelivery is known by its equal bytes. An id put together from
 * type, reference and status would drop the second of two partial refunds, which have no `refund_reference` at first. Should a
 * redelivery ever be worded differently, it is a second event with stale news, and moves nothing.
 * Throws MalformedPayloadError for what is no Paystack event, or a charge without its reference.
 */
export function parsePaystack({ rawBody }: WebhookRequest): readonly ProviderEvent<PaystackPayload>[] {
  const body = readJson(rawBody)
  const { event: type } = requireShape(envelope, body)
  const kind = KINDS.get(type)
  // Of events that are not read nothing is kept: `customeridentification.*` is all about a person.
  const payload = kind ? requireShape(kind.contents, body) : {}
  const occurredAt = kind?.read(payload, type)?.fact?.occurredAt
  const id = `sha256:${createHash("sha256").update(rawBody).digest("hex")}`
  return [{ id, type, ...(occurredAt && { occurredAt }), payload }]
}
