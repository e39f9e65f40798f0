import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { envelope, type SquarePayload } from "./event"
import { KINDS } from "./kinds"

/**
 * Reads the one event of a request. Of events that are not read nothing is kept but whose they are: a `customer.created` is all
 * about a person. Throws MalformedPayloadError for what is no Square event, or a payment event without its payment.
 */
export function parseSquare({ rawBody }: WebhookRequest): readonly ProviderEvent<SquarePayload>[] {
  const body = readJson(rawBody)
  const { event_id: id, type, created_at: createdAt, merchant_id } = requireShape(envelope, body)
  const kind = KINDS.get(type)
  const payload = kind ? requireShape(kind.contents, body) : { merchant_id }
  return [{ id, type, ...(createdAt && { occurredAt: new Date(createdAt) }), payload }]
}
