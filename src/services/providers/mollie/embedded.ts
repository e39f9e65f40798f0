import { fieldOf, readObject, requireField } from "../kit/fields"
import { ENTITIES, type MollieEntity } from "./event"
import type { Report } from "./reports"
import { readNews } from "./news"

/**
 * The entity an event is about, from its `_embedded`. Mollie's sources differ in the key it has there, so its kind identifies it,
 * and its id where several are of its kind. Undefined when nothing is embedded, as in Mollie's simple payloads. Throws
 * MalformedPayloadError when only something else is embedded: it is about money.
 */
export function embeddedEntity(
  embedded: unknown,
  resource: Exclude<Report["resource"], "news">,
  entityId: string | undefined,
): MollieEntity | undefined {
  const values = Object.values(readObject(embedded) ?? {})
  if (!values.length) return undefined
  const ofKind = values.filter((value) => fieldOf(value, "resource") === resource)
  const entity = ofKind.find((value) => fieldOf(value, "id") === entityId) ?? ofKind[0]
  return ENTITIES[resource](requireField(entity, `the event's ${resource}`, "is not among the embedded entities"))
}

/** The entity of an event that a person may have to look at, of whatever kind it is. */
export function embeddedNews(embedded: unknown, entityId: string | undefined): MollieEntity | undefined {
  const values = Object.values(readObject(embedded) ?? {})
  const entity = values.find((value) => fieldOf(value, "id") === entityId) ?? values[0]
  return readObject(entity) && readNews(entity)
}
