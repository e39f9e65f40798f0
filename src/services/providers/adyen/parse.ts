import { createHash } from "node:crypto"
import { fieldOf, readText, requireField } from "../kit/fields"
import { peekJson } from "../kit/read-json"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { readDateTime } from "../kit/read-date-time"
import type { AdyenEvent } from "./event"
import type { Item } from "./item"
import { requireNotification, takeNotification, type Notification } from "./notification"
import type { AdyenOptions } from "./options"
import { pickFields } from "./pick-fields"

/** Clocks differ by less. */
const AHEAD_MS = 5 * 60 * 1000

const sha256 = (content: Buffer | string): string => `sha256:${createHash("sha256").update(content).digest("hex")}`

/** Reads every item of a standard webhook, or the one event of a platform webhook. Throws MalformedPayloadError. */
export function parseAdyen(
  request: WebhookRequest,
  { options }: ProviderContext<AdyenOptions>,
): readonly ProviderEvent<AdyenEvent>[] {
  const { rawBody, receivedAt } = request
  if (options.signature !== "header") return eventsOf(takeNotification(request), receivedAt)
  // Only where the whole body is signed: otherwise anybody could choose the kind of webhook.
  const body = peekJson(rawBody)
  return isStandard(body) ? eventsOf(requireNotification(body), receivedAt) : [readPlatformEvent(rawBody, body)]
}

const eventsOf = ({ live, items }: Notification, receivedAt: Date): ProviderEvent<AdyenEvent>[] =>
  items.map((item) => {
    const occurredAt = occurredBefore(receivedAt, item.eventDate)
    const [id, type, payload] = [idOf(item), item.eventCode, pickFields(item, live)]
    return occurredAt ? { id, type, occurredAt, payload } : { id, type, payload }
  })

/**
 * Adyen's own definition of a duplicate, all of it signed. Dates and all else may differ between deliveries. Where the signed text
 * can be split in several ways, the text itself identifies the event: it is one, however it is split.
 */
const idOf = ({ eventCode, pspReference, success, signed, certain }: Item): string =>
  certain ? `${eventCode}:${pspReference}:${success}` : `${eventCode}:${sha256(signed)}`

const isStandard = (body: unknown): boolean =>
  typeof body === "object" && body !== null && Object.hasOwn(body, "notificationItems")

/** The body's own bytes identify a redelivery: these webhooks have no event id in common. */
function readPlatformEvent(rawBody: Buffer, body: unknown): ProviderEvent<AdyenEvent> {
  const type = requireField(readText(fieldOf(body, "type")), "type", "must be the webhook's type")
  return { id: sha256(rawBody), type, payload: { platform: true } }
}

/**
 * `eventDate` is unsigned and only decides which of two attempts at one payment came later. One that lies ahead would outrank
 * everything to come, so it is not believed.
 */
function occurredBefore(receivedAt: Date, eventDate: unknown): Date | undefined {
  const at = readDateTime(eventDate)
  return at && at.getTime() <= receivedAt.getTime() + AHEAD_MS ? at : undefined
}
