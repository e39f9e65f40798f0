import { createHash } from "node:crypto"
import { readText } from "../kit/fields"

const TYPE_FIELDS = ["type", "event", "event_type", "eventType"]
const SUBJECT_FIELDS = ["data", "resource", "payload"]

/**
 * The id that identifies a redelivery: the event's own id where the body is the envelope of an event, else the digest of its
 * bytes. An id that cannot be stored is none. A body that merely has an `id` may be the payment itself, and that id repeats for every change of the payment. With it,
 * the event of the capture would be dropped as a duplicate of the event of the authorization.
 */
export function eventId(body: Record<string, unknown>, rawBody: Buffer): string {
  const id = isEnvelope(body) ? readText(body.id) : undefined
  return id ?? `sha256:${createHash("sha256").update(rawBody).digest("hex")}`
}

function isEnvelope(body: Record<string, unknown>): boolean {
  // Only the body's own fields: every object inherits a `constructor`.
  const own = (field: string) => (Object.hasOwn(body, field) ? body[field] : undefined)
  if (typeof own("id") !== "string") return false
  if (own("object") === "event") return true
  const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value)
  return TYPE_FIELDS.some((field) => typeof own(field) === "string") && SUBJECT_FIELDS.some((field) => isObject(own(field)))
}
