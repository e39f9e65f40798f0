import { z } from "@medusajs/framework/zod"
import { createHash } from "node:crypto"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { storableText } from "../kit/storable-text"
import type { AdyenEvent } from "./event"
import { dateTime, pickFields } from "./pick-fields"
import { requireNotification } from "./notification"
import type { AdyenOptions } from "./options"

const platformWebhook = z.object({ type: storableText })

/** Clocks differ by less. */
const AHEAD_MS = 5 * 60 * 1000

/** Reads every item of a standard webhook, or the one event of a platform webhook. Throws MalformedPayloadError. */
export function parseAdyen(
  { rawBody, receivedAt }: WebhookRequest,
  { options }: ProviderContext<AdyenOptions>,
): readonly ProviderEvent<AdyenEvent>[] {
  const body = readJson(rawBody)
  // Only where the whole body is signed: otherwise anybody could choose the kind of webhook.
  if (options.signature === "header" && !isStandard(body)) return [readPlatformEvent(rawBody, body)]
  const { live, items } = requireNotification(body)
  return items.map((item) => {
    const { eventCode, pspReference, success } = item
    const occurredAt = occurredBefore(receivedAt, item.eventDate)
    return {
      // Adyen's own definition of a duplicate, all of it signed. Dates and all else may differ between deliveries.
      id: `${eventCode}:${pspReference}:${success}`,
      type: eventCode,
      ...(occurredAt && { occurredAt }),
      payload: pickFields(item, live),
    }
  })
}

const isStandard = (body: unknown): boolean =>
  typeof body === "object" && body !== null && Object.hasOwn(body, "notificationItems")

/** The body's own bytes identify a redelivery: these webhooks have no event id in common. */
function readPlatformEvent(rawBody: Buffer, body: unknown): ProviderEvent<AdyenEvent> {
  const { type } = requireShape(platformWebhook, body)
  return { id: `sha256:${createHash("sha256").update(rawBody).digest("hex")}`, type, payload: { platform: true } }
}

/**
 * `eventDate` is unsigned and only decides which of two attempts at one payment came later. One that lies ahead would outrank
 * everything to come, so it is not believed.
 */
function occurredBefore(receivedAt: Date, eventDate: unknown): Date | undefined {
  const text = dateTime(eventDate)
  const at = text === undefined ? undefined : new Date(text)
  return at && at.getTime() <= receivedAt.getTime() + AHEAD_MS ? at : undefined
}
