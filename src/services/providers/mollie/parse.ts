import { createHash } from "node:crypto"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { fieldOf, readText, requireField } from "../kit/fields"
import { readIsoTime } from "../kit/iso-time"
import { readJson } from "../kit/read-json"
import { answersAbout } from "./classic"
import { embeddedEntity, embeddedNews } from "./embedded"
import type { MolliePayment } from "./entities"
import { ENTITIES, type MollieEntity, type MolliePayload } from "./event"
import type { MollieOptions } from "./options"
import { REPORTS } from "./reports"
import { timeOf, unknownRefunds } from "./snapshot"
import { unreadOf } from "./unread"

const NEEDED = "must be text of 1 to 255 characters"

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex")

/** Reads the events of a request: one, or of a classic call one for each payment that it names. Throws MalformedPayloadError. */
export function parseMollie(
  request: WebhookRequest,
  { options }: ProviderContext<MollieOptions>,
): readonly ProviderEvent<MolliePayload>[] {
  if (!options.classic) return [readEvent(request.rawBody)]
  return answersAbout(request).flatMap((payment) => [classicEvent(payment), ...unknownParts(payment)])
}

/**
 * A classic call repeats the payment's id for every change, so the id alone would drop the report that a payment was paid as a
 * duplicate. The event is Mollie's answer: equal answers are one event, and each change is another.
 */
function classicEvent(payment: MolliePayment): ProviderEvent<MolliePayload> {
  const occurredAt = timeOf(payment)
  return {
    id: `${payment.id}:${sha256(JSON.stringify(payment))}`,
    type: readText(`payment.${payment.status}`) ?? "payment.unknown",
    ...(occurredAt && { occurredAt }),
    payload: { entityId: payment.id, entity: payment, asked: "found" },
  }
}

/** A refund of an unknown status is an event of its own: it needs a person, and must not keep the payment's facts from being read. */
const unknownParts = (payment: MolliePayment): ProviderEvent<MolliePayload>[] =>
  unknownRefunds(payment).map((refund) => ({
    id: `${payment.id}:${sha256(JSON.stringify(refund))}`,
    type: readText(`refund.${refund.status}`) ?? "refund.unknown",
    payload: { entityId: refund.id, entity: refund, asked: "found" },
  }))

function readEvent(rawBody: Buffer): ProviderEvent<MolliePayload> {
  const body = readJson(rawBody)
  const resource = requireField(readText(fieldOf(body, "resource")), "resource", NEEDED)
  if (resource !== "event") return bareEntity(resource, body, rawBody)
  const id = requireField(readText(fieldOf(body, "id")), "id", NEEDED)
  const type = requireField(readText(fieldOf(body, "type")), "type", NEEDED)
  const entityId = readText(fieldOf(body, "entityId"))
  const createdAt = readIsoTime(fieldOf(body, "createdAt"))
  const embedded = fieldOf(body, "_embedded")
  const report = REPORTS.get(type)
  const entity = report ? embeddedEntity(embedded, report.resource, entityId) : unreadEntity(type, embedded, entityId)
  return {
    id,
    type,
    ...(createdAt && { occurredAt: new Date(createdAt) }),
    payload: { ...(entityId && { entityId }), ...(entity && { entity }) },
  }
}

/** Nothing is stored of events that nobody has to look at. */
const unreadEntity = (type: string, embedded: unknown, entityId: string | undefined): MollieEntity | undefined =>
  unreadOf(type)?.person ? embeddedNews(embedded, entityId) : undefined

/**
 * Mollie's pages about single events show the entity alone, without the envelope. It is signed like any other body, so it is read
 * as the event that its own status names.
 */
function bareEntity(resource: string, body: unknown, rawBody: Buffer): ProviderEvent<MolliePayload> {
  const id = `sha256:${sha256(rawBody)}`
  if (resource === "chargeback") {
    const entity = ENTITIES.chargeback(body)
    const at = entity.reversedAt ?? entity.createdAt
    const type = `chargeback.${entity.reversedAt ? "reversed" : "received"}`
    return { id, type, ...(at && { occurredAt: new Date(at) }), payload: { entityId: entity.id, entity } }
  }
  const isRead = resource === "payment" || resource === "refund" || resource === "capture"
  const status = readText(fieldOf(body, "status"))
  const type = readText(`${resource}.${status ?? "snapshot"}`) ?? resource
  const entity = isRead ? ENTITIES[resource](body) : unreadOf(type)?.person ? ENTITIES.news(body) : undefined
  return { id, type, payload: { ...(entity?.id && { entityId: entity.id }), ...(entity && { entity }) } }
}
