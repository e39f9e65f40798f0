import { createHash } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import type { ProviderContext, ProviderEvent, WebhookRequest } from "../provider"
import { readJson, requireShape } from "../kit/read-json"
import { storableText } from "../kit/storable-text"
import { answerAbout } from "./classic"
import { embeddedEntity } from "./embedded"
import { ENTITIES, type MolliePayment } from "./entities"
import { envelope, type MolliePayload } from "./event"
import type { MollieOptions } from "./options"
import { REPORTS } from "./reports"
import { timeOf } from "./snapshot"

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex")

/** Reads the one event of a request. There is none where a classic call does not name a payment of ours. Throws MalformedPayloadError. */
export function parseMollie(
  request: WebhookRequest,
  { options }: ProviderContext<MollieOptions>,
): readonly ProviderEvent<MolliePayload>[] {
  if (!options.classic) return [readEvent(request.rawBody)]
  const payment = answerAbout(request)
  return payment ? [classicEvent(payment)] : []
}

/**
 * A classic call repeats the payment's id for every change, so the id alone would drop the report that a payment was paid as a
 * duplicate. The event is Mollie's answer: equal answers are one event, and each change is another.
 */
function classicEvent(payment: MolliePayment): ProviderEvent<MolliePayload> {
  const occurredAt = timeOf(payment)
  return {
    id: `${payment.id}:${sha256(JSON.stringify(payment))}`,
    type: `payment.${payment.status}`,
    ...(occurredAt && { occurredAt }),
    payload: { entityId: payment.id, entity: payment, asked: "found" },
  }
}

function readEvent(rawBody: Buffer): ProviderEvent<MolliePayload> {
  const body = readJson(rawBody)
  if (isBareEntity(body)) return bareEntity(body, rawBody)
  const { id, type, entityId, createdAt, _embedded } = requireShape(envelope, body)
  const report = REPORTS.get(type)
  const entity = report && embeddedEntity(_embedded, report.resource, entityId)
  return {
    id,
    type,
    ...(createdAt && { occurredAt: new Date(createdAt) }),
    payload: { ...(entityId && { entityId }), ...(entity && { entity }) },
  }
}

type Bare = { readonly resource: keyof typeof ENTITIES }

const isBareEntity = (body: unknown): body is Bare =>
  typeof body === "object" &&
  body !== null &&
  "resource" in body &&
  typeof body.resource === "string" &&
  Object.hasOwn(ENTITIES, body.resource)

/** Mollie's pages about single events show the entity alone, without the envelope. It is signed like any other body, so it is read. */
function bareEntity(body: Bare, rawBody: Buffer): ProviderEvent<MolliePayload> {
  const entity = requireShape(z.discriminatedUnion("resource", [ENTITIES.payment, ENTITIES.refund, ENTITIES.chargeback]), body)
  const name = entity.resource === "chargeback" ? (entity.reversedAt ? "reversed" : "received") : entity.status
  const type = requireShape(storableText, `${entity.resource}.${name}`, "the event's type")
  return { id: `sha256:${sha256(rawBody)}`, type, payload: { entityId: entity.id, entity } }
}
