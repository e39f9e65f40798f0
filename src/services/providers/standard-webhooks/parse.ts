import { readGenericEvent, type GenericPayload } from "../kit/generic-event"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { requireShape } from "../kit/read-json"
import { storableText } from "../kit/storable-text"

/** Reads the one event of a request. Its id is the `webhook-id` header, which is signed. An id in the body is the sender's own affair. */
export function parseStandardWebhook({ headers, rawBody }: WebhookRequest): readonly ProviderEvent<GenericPayload>[] {
  const id = requireShape(storableText, headers["webhook-id"], "the webhook-id header")
  return [{ ...readGenericEvent(rawBody), id }]
}
