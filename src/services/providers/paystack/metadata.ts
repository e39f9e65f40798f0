import { fieldOf } from "../kit/fields"
import { readReference } from "../kit/session-reference"

/**
 * The payment session in a transaction's metadata, which Paystack returns as an object, as that object's JSON in text, or as "",
 * 0 or null where there is none. Nothing else of it is stored: it is the merchant's own and may be about people.
 */
export function readMetadata(value: unknown): { readonly session_id?: string } {
  const text = fieldOf(typeof value === "string" ? parsed(value) : value, "session_id")
  const { sessionId } = readReference(typeof text === "string" ? text : undefined)
  return sessionId ? { session_id: sessionId } : {}
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
