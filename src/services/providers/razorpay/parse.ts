import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readSeconds, readText, requireField } from "../kit/fields"
import { peekJson } from "../kit/read-json"
import type { ProviderEvent, WebhookRequest } from "../provider"
import type { RazorpayEvent } from "./event"
import { eventId } from "./event-id"
import { readEntities } from "./read-entities"
import { missingPath } from "./required"
import { subjectOf } from "./subject"

/**
 * Reads the one event of a request. Throws MalformedPayloadError for a body that is no Razorpay event, and for an event that is
 * read but lacks what its fact needs.
 */
export function parseRazorpay({ rawBody }: WebhookRequest): readonly ProviderEvent<RazorpayEvent>[] {
  const body = peekJson(rawBody)
  const type = requireField(readText(fieldOf(body, "event")), "event", "must be the event's type")
  const payload = fieldOf(body, "payload")
  const event = readEntities(fieldOf(body, "account_id"), (name) => fieldOf(fieldOf(payload, name), "entity"))
  const subject = subjectOf(type)
  const missing = subject && missingPath(subject, event)
  // Refused here, where Razorpay shows it as a failed delivery: recorded, it would be money that nobody can read.
  if (missing) throw new MalformedPayloadError(`${missing} of "${type}" is missing or cannot be read`)
  // Missing in Razorpay's own sample of refund.speed_changed.
  const seconds = readSeconds(fieldOf(body, "created_at"))
  const occurredAt = seconds === undefined ? {} : { occurredAt: new Date(seconds * 1000) }
  return [{ id: eventId(rawBody), type, ...occurredAt, payload: event }]
}
