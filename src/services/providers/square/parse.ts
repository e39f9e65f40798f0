import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readText, requireField } from "../kit/fields"
import { readDateTime } from "../kit/read-date-time"
import { peekJson } from "../kit/read-json"
import type { ProviderEvent, WebhookRequest } from "../provider"
import type { SquarePayload } from "./event"
import { kindByName, kindOf, missingPath, readSubject } from "./subject"
import { reasonToIgnore } from "./ignored-events"

/**
 * Reads the one event of a request. Of events that are not about money, only their owner is stored: a `customer.created` is all
 * about a person. Throws MalformedPayloadError for a body that is no Square event, and for an event that is read but lacks what its
 * fact needs.
 */
export function parseSquare({ rawBody }: WebhookRequest): readonly ProviderEvent<SquarePayload>[] {
  const body = peekJson(rawBody)
  const id = requireField(readText(fieldOf(body, "event_id")), "event_id", "must be text of 1 to 255 characters")
  const type = requireField(readText(fieldOf(body, "type")), "type", "must be the event's type")
  const payload = payloadOf(type, body)
  const occurredAt = readDateTime(fieldOf(body, "created_at"))
  return [occurredAt ? { id, type, occurredAt, payload } : { id, type, payload }]
}

function payloadOf(type: string, body: unknown): SquarePayload {
  const merchant_id = readText(fieldOf(body, "merchant_id"))
  const read = kindOf(type)
  const kind = read ?? (reasonToIgnore(type) ? undefined : kindByName(type))
  if (!kind) return { merchant_id }
  const subject = readSubject(kind, body)
  const missing = read && missingPath(kind, subject)
  if (missing) throw new MalformedPayloadError(`${missing} of "${type}" is missing or cannot be read`)
  return { merchant_id, data: { object: { [kind]: subject?.thing } } }
}
