import { createHash } from "node:crypto"
import { MalformedPayloadError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { requireField } from "../kit/fields"
import { readForm } from "./form"
import { carries, isAboutMoney, KINDS } from "./kinds"
import { readNotification, type Notification } from "./notification"
import { pick } from "./pick"
import { occurredAt } from "./time"
import { readXml } from "./xml"

/**
 * Reads the one notification of a request. Throws MalformedPayloadError for a body that is none, and for a payment's notification
 * without the payment.
 */
export function parseBraintree({ rawBody }: WebhookRequest): readonly ProviderEvent<Notification>[] {
  const xml = decodeBase64(readForm(rawBody).payload.replaceAll("\n", ""))
  if (!xml) throw new MalformedPayloadError("bt_payload is not base64")
  const picked = pick(readXml(xml, "notification"), (kind) => KINDS.has(kind) || isAboutMoney(kind))
  const payload = requireField(readNotification(picked), "the notification's kind", "must be text of 1 to 255 characters")
  const kind = KINDS.get(payload.kind)
  if (kind && !carries(kind, payload)) throw new MalformedPayloadError(`a ${payload.kind} notification lacks its ${kind.needs}`)
  const at = occurredAt(payload.timestamp)
  // Notifications have no id. The XML and not bt_payload is hashed: bt_payload is accepted with and without its last newline, and
  // a replay of either form must not make two events of it.
  const id = `sha256:${createHash("sha256").update(xml).digest("hex")}`
  return [{ id, type: payload.kind, ...(at && { occurredAt: at }), payload }]
}
