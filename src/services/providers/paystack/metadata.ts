import { z } from "@medusajs/framework/zod"
import { readReference } from "../kit/session-reference"

/**
 * The payment session in a transaction's metadata, which Paystack returns as an object, as that object's JSON in text, or as "",
 * 0 or null where there is none. Nothing else of it is stored: it is the merchant's own and may be about people.
 */
export const metadata = z.unknown().transform((value): { readonly session_id?: string } => {
  const { session_id: text } = asObject(value)
  const { sessionId } = readReference(typeof text === "string" ? text : undefined)
  return sessionId ? { session_id: sessionId } : {}
})

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  const object = typeof value === "string" ? parsed(value) : value
  return typeof object === "object" && object !== null ? (object as Record<string, unknown>) : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
