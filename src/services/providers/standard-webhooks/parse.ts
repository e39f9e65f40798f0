import { readGenericEvent, type GenericPayload } from "../generic-event"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { requireShape } from "../read-json"
import { storableText } from "../storable-text"

/** Reads the one event of a request. Its id is the `webhook-id` header, which is signed; an id in the body is the sender's own affair. */
export function parseStandardWebhook({ headers, rawBody }: WebhookRequest): readonly ProviderEvent<GenericPayload>[] {
  const id = requireShape(storableText, headers["webhook-id"], "the webhook-id header")
  return [{ ...readGenericEvent(rawBody), id }]
}
