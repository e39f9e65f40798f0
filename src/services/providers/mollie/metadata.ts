import { z } from "@medusajs/framework/zod"
import { readReference } from "../kit/session-reference"
import { storableText } from "../kit/storable-text"

/** The merchant's metadata, as far as it is read: an object, JSON in text, or text that is a session's id itself. The rest is dropped. */
export const metadata = z
  .unknown()
  .transform((value) => (typeof value === "string" ? fromText(value) : value))
  .transform((value) => (typeof value === "object" && value !== null && Object.hasOwn(value, "session_id") ? value : {}))
  .pipe(z.object({ session_id: storableText.optional().catch(undefined) }))

function fromText(text: string): unknown {
  if (readReference(text).sessionId) return { session_id: text }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
