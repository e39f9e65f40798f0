import type { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"

/** Far deeper than any provider nests. `JSON.stringify`, which stores the payload, would overflow the stack some thousands deep. */
const MAX_DEPTH = 64

const utf8 = new TextDecoder("utf-8", { fatal: true })

/**
 * Reads bytes as JSON that is not stored, so its depth is not limited. Throws MalformedPayloadError for bytes that are not UTF-8
 * or not JSON.
 */
export function peekJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(rawBody))
  } catch (cause) {
    throw new MalformedPayloadError("the body is not JSON in UTF-8", { cause })
  }
}

/**
 * Reads bytes as JSON. Throws MalformedPayloadError for bytes that are not UTF-8, not JSON, or nested without end.
 *
 * @example
 * ```ts
 * const body = readJson(request.rawBody) // throws MalformedPayloadError instead of SyntaxError
 * ```
 */
export function readJson(rawBody: Buffer): unknown {
  const value = peekJson(rawBody)
  if (isDeeperThan(value, MAX_DEPTH)) throw new MalformedPayloadError(`the body is nested deeper than ${MAX_DEPTH} levels`)
  return value
}

export type JsonObject = Readonly<Record<string, unknown>>

/** True for `{…}`, not for a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/**
 * Validates `value` against a schema. Throws MalformedPayloadError that names the fields, never their contents.
 *
 * @example
 * ```ts
 * import { z } from "@medusajs/framework/zod"
 * import { readJson, requireShape, storableText } from "medusa-payment-notifications/webhooks"
 *
 * const body = z.object({ event_id: storableText, kind: storableText })
 *
 * const { event_id, kind } = requireShape(body, readJson(request.rawBody))
 * ```
 */
export function requireShape<T>(schema: z.ZodType<T>, value: unknown, what = "the body"): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || what}: ${message}`)
  throw new MalformedPayloadError(`${what} has not the expected shape: ${problems.join("; ")}`)
}

/** Goes no deeper than `depth` itself, so that no nesting overflows its stack. Fresh from JSON.parse, every key is an own one. */
function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false
  if (depth === 0) return true
  for (const key in value) {
    if (isDeeperThan((value as Record<string, unknown>)[key], depth - 1)) return true
  }
  return false
}
