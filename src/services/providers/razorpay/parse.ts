import type { z } from "@medusajs/framework/zod"
import type { ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { dispute, envelope, order, payment, refund, type RazorpayEvent } from "./event"
import { eventId } from "./event-id"
import { subjectOf } from "./subject"

const SHAPES = { payment, refund, dispute, order }

/**
 * Reads the one event of a request. Throws MalformedPayloadError for a body that is no Razorpay event, and for an event without
 * its subject.
 */
export function parseRazorpay({ rawBody }: WebhookRequest): readonly ProviderEvent<RazorpayEvent>[] {
  const { event: type, account_id, created_at, payload } = requireShape(envelope, readJson(rawBody))
  const entities = payload ?? {}
  const kept: RazorpayEvent = {
    account_id,
    payment: entityOf(entities, "payment"),
    refund: entityOf(entities, "refund"),
    dispute: entityOf(entities, "dispute"),
    order: entityOf(entities, "order"),
  }
  const subject = subjectOf(type)
  // Refused here, where Razorpay shows it as a failed delivery, rather than recorded and then ignored: it is about money.
  if (subject && !kept[subject]) requireShape<unknown>(SHAPES[subject], entityIn(entities, subject), `the event's ${subject}`)
  const occurredAt = typeof created_at === "number" ? { occurredAt: new Date(created_at * 1000) } : {}
  return [{ id: eventId(rawBody), type, ...occurredAt, payload: kept }]
}

/** `payload.<name>.entity`. Entities that merely accompany the subject may have any shape, and are then left out. */
function entityOf<Name extends keyof typeof SHAPES>(
  entities: Record<string, unknown>,
  name: Name,
): z.output<(typeof SHAPES)[Name]> | undefined {
  const entity = entityIn(entities, name)
  if (entity === undefined) return undefined
  const parsed = SHAPES[name].safeParse(entity)
  return parsed.success ? (parsed.data as z.output<(typeof SHAPES)[Name]>) : undefined
}

function entityIn(entities: Record<string, unknown>, name: string): unknown {
  const wrapper = Object.hasOwn(entities, name) ? entities[name] : undefined
  return typeof wrapper === "object" && wrapper !== null ? (wrapper as { entity?: unknown }).entity : undefined
}
