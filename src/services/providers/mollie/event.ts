import { MalformedPayloadError } from "../../domain/errors"
import { fieldOf, readText } from "../kit/fields"
import {
  readCapture,
  readChargeback,
  readPayment,
  readRefund,
  type MollieCapture,
  type MollieChargeback,
  type MolliePayment,
  type MollieRefund,
} from "./entities"
import { readNews, type MollieNews } from "./news"

export type MollieEntity = MolliePayment | MollieRefund | MollieChargeback | MollieCapture | MollieNews

/** The stored form of an event: its subject's id, and that entity as far as it is read. */
export interface MolliePayload {
  readonly entityId?: string
  readonly entity?: MollieEntity
  /** Whether Mollie was asked, and knew it: Mollie's answer counts for more than the event's content. */
  readonly asked?: "found" | "unknown"
}

export type Resource = MollieEntity["resource"]

/** The readers of Mollie's entities, by what Mollie calls them. Each throws MalformedPayloadError. */
export const ENTITIES: { readonly [Kind in Resource]: (value: unknown) => Extract<MollieEntity, { resource: Kind }> } = {
  payment: readPayment,
  refund: readRefund,
  chargeback: readChargeback,
  capture: readCapture,
  news: readNews,
}

const isResource = (value: unknown): value is Resource => typeof value === "string" && Object.hasOwn(ENTITIES, value)

const readAsked = (value: unknown): MolliePayload["asked"] => (value === "found" || value === "unknown" ? value : undefined)

/** A stored payload, also one that an older version stored; undefined for one that cannot be read any more. */
export function readStored(payload: unknown): MolliePayload | undefined {
  const entity = fieldOf(payload, "entity")
  const resource = fieldOf(entity, "resource")
  const asked = readAsked(fieldOf(payload, "asked"))
  const entityId = readText(fieldOf(payload, "entityId"))
  const rest = { ...(entityId && { entityId }), ...(asked && { asked }) }
  if (entity === undefined) return rest
  if (!isResource(resource)) return undefined
  try {
    return { ...rest, entity: ENTITIES[resource](entity) }
  } catch (error) {
    if (error instanceof MalformedPayloadError) return undefined
    throw error
  }
}
