import { GatewayError } from "../error"

/** A time that a request names, or now. */
export function occurredAt(text: unknown): Date {
  if (text === undefined) return new Date()
  const at = new Date(typeof text === "string" ? text : Number.NaN)
  if (Number.isNaN(at.getTime())) throw new GatewayError(422, "bad_time", "times must be ISO 8601")
  return at
}
