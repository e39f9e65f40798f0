import { z } from "@medusajs/framework/zod"
import { storableText } from "../kit/storable-text"
import { kindOf, PAYPAL_ID, type Kind } from "./events"

/** The webhook's body as it came, of which only a CRC32 is signed. */
export type Notification = Readonly<Record<string, unknown>>

/** What every webhook of PayPal has. */
export const envelope = z.object({
  id: storableText,
  event_type: storableText,
  create_time: z.string().nullish(),
  resource: z.looseObject({}),
})

const id = z.string("must be text").regex(PAYPAL_ID, "is not an id as PayPal writes them")
const payment = z.object({ id })

/** The one thing that is believed of a resource: its id, with which PayPal is asked. */
export const RESOURCES = {
  capture: payment,
  refund: payment,
  authorization: payment,
  // The event about a reversed approval carries `order_id`; orders elsewhere carry `id`.
  order: z.union([z.object({ order_id: id }).transform(({ order_id }) => ({ id: order_id })), payment]),
  dispute: z.object({ dispute_id: id }).transform(({ dispute_id }) => ({ id: dispute_id })),
} satisfies Record<Kind, z.ZodType<{ id: string }>>

/** What a stored notification is about; undefined for types that are not read and for rows that cannot be. */
export function subjectOf(notification: Notification): { kind: Kind; id: string } | undefined {
  const kind = kindOf(notification.event_type)
  if (!kind) return undefined
  const resource = RESOURCES[kind].safeParse(notification.resource)
  return resource.success ? { kind, id: resource.data.id } : undefined
}
