import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { kindOf, PAYPAL_ID, type Kind } from "./events"

/** The webhook's body as it came. Only a CRC32 of it is signed. */
export type Notification = Readonly<Record<string, unknown>>

/** Fields of every webhook of PayPal. */
export const envelope = z.object({
  id: storableText,
  event_type: storableText,
  create_time: z.string().nullish(),
  resource: z.looseObject({}),
})

const id = z.string("must be text").regex(PAYPAL_ID, "is not an id as PayPal writes them")
const payment = z.object({ id })

/** The only field of a resource that is believed: its id, with which PayPal is asked. */
export const RESOURCES = {
  capture: payment,
  refund: payment,
  authorization: payment,
  // The event about a reversed approval carries `order_id`; orders elsewhere carry `id`.
  order: z.union([z.object({ order_id: id }).transform(({ order_id }) => ({ id: order_id })), payment]),
  dispute: z.object({ dispute_id: id }).transform(({ dispute_id }) => ({ id: dispute_id })),
} satisfies Record<Kind, z.ZodType<{ id: string }>>

/** The subject of a stored notification. Undefined for types that are not read and for rows that cannot be. */
export function subjectOf(notification: Notification): { kind: Kind; id: string } | undefined {
  const kind = kindOf(notification.event_type)
  if (!kind) return undefined
  const resource = RESOURCES[kind].safeParse(notification.resource)
  return resource.success ? { kind, id: resource.data.id } : undefined
}
