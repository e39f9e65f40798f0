import { z } from "@medusajs/framework/zod"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { envelope, THIN, thinEvent, type StripeEvent } from "./event"
import { READERS, snapshotType } from "./readers"

/**
 * Reads the one event of a request. Throws MalformedPayloadError for a body that is no Stripe event, and for an event about money
 * that does not carry it.
 */
export function parseStripe({ rawBody }: WebhookRequest): readonly ProviderEvent<StripeEvent>[] {
  const payload = readJson(rawBody)
  const { id, object, type, created } = requireShape(envelope, payload)
  // Refused here, where Stripe shows it as a failed delivery, rather than recorded and then ignored: it is about money.
  const reader = READERS.get(type)
  if (object === "event" && reader) requireShape(reader.shape, payload)
  if (object === THIN && READERS.has(snapshotType(type) ?? "")) requireShape(thinEvent, payload)
  const occurredAt = timeOf(created)
  return [{ id, type, ...(occurredAt && { occurredAt }), payload: payload as StripeEvent }]
}

const isoDate = z.iso.datetime({ offset: true })

/** A date that cannot be read is left out: it orders events, and no money depends on it. */
function timeOf(created: number | string): Date | undefined {
  if (typeof created === "number") return new Date(created * 1000)
  return isoDate.safeParse(created).success ? new Date(created) : undefined
}
