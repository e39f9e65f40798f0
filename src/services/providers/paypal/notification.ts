import { fieldOf, readObject, readText } from "../kit/fields"
import { readClaim } from "./claim"
import { kindOf, PAYPAL_ID, type Kind } from "./events"
import { unreadOf } from "./unread"

/** The webhook's body as far as it is stored: its ids. Only a CRC32 of it is signed. Rows of older versions hold the body whole. */
export type Notification = Readonly<Record<string, unknown>>

/** The field of a resource that names it. It is the only one that is believed: PayPal is asked with it. */
const ID_OF: Readonly<Record<Kind, readonly string[]>> = {
  capture: ["id"],
  refund: ["id"],
  authorization: ["id"],
  // The event about a reversed approval carries `order_id`; orders elsewhere carry `id`.
  order: ["order_id", "id"],
  dispute: ["dispute_id"],
}

/** The older name of a dispute's event. */
const RISK = "RISK.DISPUTE.CREATED"

export const idFields = (type: string, kind: Kind): readonly string[] => (type === RISK ? ["dispute_id", "id"] : ID_OF[kind])

/** The subject of a stored notification. Undefined for types that are not read and for rows that cannot be. */
export function subjectOf(notification: Notification): { kind: Kind; id: string } | undefined {
  const type = fieldOf(notification, "event_type")
  const kind = kindOf(type)
  if (!kind) return undefined
  const resource = fieldOf(notification, "resource")
  for (const field of idFields(type as string, kind)) {
    const id = fieldOf(resource, field)
    if (typeof id === "string" && PAYPAL_ID.test(id)) return { kind, id }
  }
  return undefined
}

/** The part of a webhook that is stored whatever it is about: its ids. */
export function keepNotification(body: unknown): Notification {
  const resource = fieldOf(body, "resource")
  const create_time = readText(fieldOf(body, "create_time"))
  const ids = ["id", "order_id", "dispute_id"].flatMap((field) => {
    const id = readText(fieldOf(resource, field))
    return id ? [[field, id] as const] : []
  })
  return {
    id: fieldOf(body, "id"),
    event_type: fieldOf(body, "event_type"),
    ...(create_time && { create_time }),
    ...(ids.length && { resource: Object.fromEntries(ids) }),
  }
}

/** The fields stored besides: the claim about a subject that is read, or the sum that a person has to know of. */
export function keepClaim(type: string, resource: unknown): object | undefined {
  const claim = kindOf(type) ? readClaim(resource) : unreadOf(type)?.person ? readOlder(resource) : undefined
  // Ids alone are in the notification already.
  return claim && withoutGaps(claim)
}

/** A resource of PayPal's older APIs, which a person may have to look at: its ids, its state and its sum. */
export function readOlder(resource: unknown) {
  const amount = fieldOf(resource, "amount") ?? fieldOf(resource, "dispute_amount")
  const text = (value: unknown, key: string) => readText(fieldOf(value, key))
  return {
    id: text(resource, "id") ?? text(resource, "dispute_id"),
    state: text(resource, "state") ?? text(resource, "status"),
    custom: text(resource, "custom") ?? text(resource, "custom_id"),
    parent_payment: text(resource, "parent_payment"),
    amount: readObject(amount) && {
      total: text(amount, "total") ?? text(amount, "value"),
      currency: text(amount, "currency") ?? text(amount, "currency_code"),
    },
  }
}

const IDS: ReadonlySet<string> = new Set(["id", "order_id", "dispute_id"])

/** Without the fields that are absent: what is stored equals what is read again. Undefined for nothing but ids. */
function withoutGaps(claim: object): object | undefined {
  const kept = Object.entries(claim).filter(([, value]) => value !== undefined)
  return kept.some(([name]) => !IDS.has(name)) ? Object.fromEntries(kept) : undefined
}
