import { requireField, readText } from "../kit/fields"
import { readGenericEvent, type GenericPayload } from "../kit/generic-event"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { readHeaders } from "./headers"

/** Reads the one event of a request. Its id is the signed header's. An id in the body is the sender's own affair. */
export function parseStandardWebhook({ headers, rawBody }: WebhookRequest): readonly ProviderEvent<GenericPayload>[] {
  const id = requireField(readText(readHeaders(headers).id), "the webhook-id header", "must be text of 1 to 255 characters")
  return [{ ...readGenericEvent(rawBody), id }]
}
