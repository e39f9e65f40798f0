import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { envelope, type SquarePayload } from "./event"
import { KINDS } from "./kinds"

/**
 * Reads the one event of a request. Of events that are not read, only their owner is stored: a `customer.created` is all about a
 * person. Throws MalformedPayloadError for a body that is no Square event, and for a payment event without its payment.
 */
export function parseSquare({ rawBody }: WebhookRequest): readonly ProviderEvent<SquarePayload>[] {
  const body = readJson(rawBody)
  const { event_id: id, type, created_at: createdAt, merchant_id } = requireShape(envelope, body)
  const kind = KINDS.get(type)
  const payload = kind ? requireShape(kind.contents, body) : { merchant_id }
  return [{ id, type, ...(createdAt && { occurredAt: new Date(createdAt) }), payload }]
}
