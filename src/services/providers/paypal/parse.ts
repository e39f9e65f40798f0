import type { ProviderEvent, WebhookRequest } from "../provider"
import { fieldOf, readText, requireField } from "../kit/fields"
import { readJson } from "../kit/read-json"
import { kindOf } from "./events"
import { idFields, keepClaim, keepNotification, subjectOf, type Notification } from "./notification"
import type { Truth } from "./resources"
import { readTime } from "./time"

/** `truth` is there only after PayPal has been asked. It never comes out of the webhook, which is stored separately. */
export interface PayPalPayload {
  readonly notification: Notification
  /** The fields of the webhook's resource that are read; absent in rows of older versions, which hold it in the notification. */
  readonly claim?: object
  readonly truth?: Truth
}

const NEEDED = "must be text of 1 to 255 characters"

/** Reads the one event of a request. Throws MalformedPayloadError for a body that is no webhook of PayPal, or names nothing to ask for. */
export function parsePayPal({ rawBody }: WebhookRequest): readonly ProviderEvent<PayPalPayload>[] {
  const body = readJson(rawBody)
  const id = requireField(readText(fieldOf(body, "id")), "id", NEEDED)
  const type = requireField(readText(fieldOf(body, "event_type")), "event_type", NEEDED)
  const kind = kindOf(type)
  const notification = keepNotification(body)
  // Refused here, where PayPal shows it as a failed delivery, rather than recorded and then ignored: it is about money.
  if (kind) requireField(subjectOf(notification), `resource.${idFields(type, kind)[0]}`, "is not an id as PayPal writes them")
  const claim = keepClaim(type, fieldOf(body, "resource"))
  const occurredAt = readTime(fieldOf(body, "create_time"))
  return [{ id, type, ...(occurredAt && { occurredAt }), payload: { notification, ...(claim && { claim }) } }]
}
