import type { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../domain/errors"

/** Far deeper than any provider nests; `JSON.stringify`, which stores the payload, would overflow the stack some thousands deep. */
const MAX_DEPTH = 64

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** Reads bytes as JSON. Throws MalformedPayloadError for what is not UTF-8, not JSON, or nested without end. */
export function readJson(rawBody: Buffer): unknown {
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(rawBody))
  } catch (cause) {
    throw new MalformedPayloadError("the body is not JSON in UTF-8", { cause })
  }
  if (isDeeperThan(value, MAX_DEPTH)) throw new MalformedPayloadError(`the body is nested deeper than ${MAX_DEPTH} levels`)
  return value
}

/** Holds `value` against a schema. Throws MalformedPayloadError that names the fields, never their contents. */
export function requireShape<T>(schema: z.ZodType<T>, value: unknown, what = "the body"): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || what}: ${message}`)
  throw new MalformedPayloadError(`${what} has not the expected shape: ${problems.join("; ")}`)
}

function isDeeperThan(value: unknown, depth: number): boolean {
  let level = [value]
  for (let reached = 0; level.length; reached++) {
    if (reached > depth) return true
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? (Object.values(item) as unknown[]) : []))
  }
  return false
}
