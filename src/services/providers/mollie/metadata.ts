import { fieldOf, readText } from "../kit/fields"
import { readReference } from "../kit/session-reference"

/** The merchant's metadata, as far as it is read: an object, JSON in text, or text that is a session's id itself. The rest is dropped. */
export function readMetadata(value: unknown): { readonly session_id?: string } {
  const session_id = readText(fieldOf(typeof value === "string" ? fromText(value) : value, "session_id"))
  return session_id ? { session_id } : {}
}

function fromText(text: string): unknown {
  if (readReference(text).sessionId) return { session_id: text }
  if (!text.startsWith("{")) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
