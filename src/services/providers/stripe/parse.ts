import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../read-json"
import { envelope, intentEvent, type StripeEvent } from "./event"
import { REPORTS } from "./reports"

/** Reads the one event of a request. Throws MalformedPayloadError for what is no Stripe event, or a payment event without its payment. */
export function parseStripe({ rawBody }: WebhookRequest): readonly ProviderEvent<StripeEvent>[] {
  const payload = readJson(rawBody)
  const { id, object, type, created } = requireShape(envelope, payload)
  // Refused here, where Stripe shows it as a failed delivery, rather than recorded and then passed over: it is about money.
  if (object === "event" && REPORTS.has(type)) requireShape(intentEvent, payload)
  const occurredAt = typeof created === "number" ? { occurredAt: new Date(created * 1000) } : {}
  return [{ id, type, ...occurredAt, payload: payload as StripeEvent }]
}
