import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { KINDS } from "./events"
import { envelope, RESOURCES, type Notification } from "./notification"
import type { Truth } from "./resources"
import { readTime } from "./time"

/** `truth` is there only after PayPal has been asked. It never comes out of the webhook, which is stored separately, as a whole. */
export interface PayPalPayload {
  readonly notification: Notification
  readonly truth?: Truth
}

/** Reads the one event of a request. Throws MalformedPayloadError for a body that is no webhook of PayPal, or names nothing to ask for. */
export function parsePayPal({ rawBody }: WebhookRequest): readonly ProviderEvent<PayPalPayload>[] {
  const notification = readJson(rawBody)
  const { id, event_type: type, create_time, resource } = requireShape(envelope, notification)
  const kind = KINDS.get(type)
  // Refused here, where PayPal shows it as a failed delivery, rather than recorded and then ignored: it is about money.
  if (kind) requireShape<unknown>(RESOURCES[kind], resource, "resource")
  const occurredAt = readTime(create_time)
  return [{ id, type, ...(occurredAt && { occurredAt }), payload: { notification: notification as Notification } }]
}
