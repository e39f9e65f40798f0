import { readObject, readText, requireField } from "../kit/fields"
import { readJson } from "../kit/read-json"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { pickThin, readSnapshot, TEXT, THIN, timeOf, type StripeEvent } from "./event"
import type { JsonObject } from "../kit/read-json"
import type { Reader } from "./reader"
import { READERS, snapshotType } from "./readers"

/**
 * Reads the one event of a request. Throws MalformedPayloadError for a body that is no Stripe event, and for an event about money
 * that does not carry it.
 */
export function parseStripe({ rawBody }: WebhookRequest): readonly ProviderEvent<StripeEvent>[] {
  const event = requireField(readObject(readJson(rawBody)), "the body", "must be an object")
  const id = requireField(readText(event.id), "id", TEXT)
  const type = requireField(readText(event.type), "type", TEXT)
  const object = requireField(readText(event.object), "object", TEXT)
  const occurredAt = timeOf(event.created)
  return [{ id, type, ...(occurredAt && { occurredAt }), payload: pickEvent(event, type, object) }]
}

/**
 * The fields that are stored. What is needed is required here, where Stripe shows a failed delivery, rather than missed later: it is
 * about money. Of a type that nobody reads, the raw bytes alone are kept, until retention prunes them.
 */
function pickEvent(event: JsonObject, type: string, object: string): StripeEvent {
  if (object === THIN) return READERS.has(snapshotType(type) ?? "") ? { ...pickThin(event) } : {}
  const reader = READERS.get(type)
  return reader ? pickSnapshot(event, reader) : {}
}

function pickSnapshot(event: JsonObject, reader: Reader): StripeEvent {
  const { livemode, account, object } = readSnapshot(event)
  return { object: "event", livemode, ...(account && { account }), data: { object: reader.pick(object) } }
}
