import { z } from "@medusajs/framework/zod"
import { requireShape } from "../kit/read-json"
import { ENTITIES } from "./entities"
import type { MolliePayload } from "./event"

const named = z.object({ resource: z.string(), id: z.string() })

/**
 * The entity an event is about, from its `_embedded`. Mollie's sources differ in the key it has there, so its kind identifies it,
 * and its id where several are of its kind. Undefined when nothing is embedded, as in Mollie's simple payloads. Throws
 * MalformedPayloadError when only something else is embedded: it is about money.
 */
export function embeddedEntity(
  embedded: Record<string, unknown> | undefined,
  resource: keyof typeof ENTITIES,
  entityId: string | undefined,
): MolliePayload["entity"] {
  const values = Object.values(embedded ?? {})
  if (!values.length) return undefined
  const ofKind = values.filter((value) => {
    const { success, data } = named.safeParse(value)
    return success && data.resource === resource
  })
  const entity = ofKind.find((value) => (value as { id: string }).id === entityId) ?? ofKind[0]
  return requireShape<NonNullable<MolliePayload["entity"]>>(ENTITIES[resource], entity, `the event's ${resource}`)
}
