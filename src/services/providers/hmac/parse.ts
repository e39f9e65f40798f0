import { MalformedPayloadError } from "../../domain/errors"
import { readGenericEvent, type GenericPayload } from "../kit/generic-event"
import type { ProviderEvent, WebhookRequest } from "../provider"

/** Reads the one event of a request. The body's own id is required: without it, a redelivery would look like a new event. */
export function parseHmac({ rawBody }: WebhookRequest): readonly ProviderEvent<GenericPayload>[] {
  const { id, ...event } = readGenericEvent(rawBody)
  if (!id) throw new MalformedPayloadError("the body has no id; give every event an id of its own")
  return [{ ...event, id }]
}
