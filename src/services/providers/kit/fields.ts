import type { z } from "@medusajs/framework/zod"
import { MalformedPayloadError } from "../../domain/errors"
import { isJsonObject, type JsonObject } from "./read-json"
import { storableText } from "./storable-text"

/** NUL, which PostgreSQL's text cannot hold, and lone surrogates, which make two different ids equal once encoded. */
const UNSTORABLE = /[\0\p{Cs}]/u
const MAX_LENGTH = 255
const CURRENCY = /^[A-Za-z]{3}$/
/** Unix seconds of the year 9999's end. */
const MAX_SECONDS = 253_402_300_799

/*
 * Readers of single fields. Each answers undefined for a value that is absent, empty, too long or of another type: a provider may
 * send anything in a field that nobody needs, and a genuine call must never fail for it. `requireField` is for the few that are
 * needed.
 */

/** Text that becomes a column: 1 to 255 characters that PostgreSQL can hold. */
export const readText = (value: unknown): string | undefined =>
  typeof value === "string" && value.length > 0 && value.length <= MAX_LENGTH && !UNSTORABLE.test(value) ? value : undefined

/** A whole number from 0 up that is exact. */
export const readUnits = (value: unknown): number | undefined =>
  Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : undefined

/** Three letters, in any case. */
export const readCurrency = (value: unknown): string | undefined =>
  typeof value === "string" && CURRENCY.test(value) ? value : undefined

/** Unix seconds up to the year 9999. */
export const readSeconds = (value: unknown): number | undefined => {
  const seconds = readUnits(value)
  return seconds !== undefined && seconds <= MAX_SECONDS ? seconds : undefined
}

export const readBoolean = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined)

/** An object's own value under a key. A list, null or anything else that is no object has none. */
export const fieldOf = (value: unknown, key: string): unknown =>
  isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

export const readObject = (value: unknown): JsonObject | undefined => (isJsonObject(value) ? value : undefined)

/**
 * A field without which the event's fact cannot be read. Throws MalformedPayloadError that names the field, never its content.
 *
 * @example
 * ```ts
 * const id = requireField(readText(payment.id), "payment.id", "must be text of 1 to 255 characters")
 * ```
 */
export function requireField<T>(value: T | undefined, path: string, problem: string): T {
  if (value === undefined) throw new MalformedPayloadError(`${path} ${problem}`)
  return value
}

/**
 * A schema's field that nobody needs: a value that the schema refuses is read as absent.
 *
 * @example
 * ```ts
 * const body = z.object({ id: storableText, note: readable(storableText) })
 *
 * body.parse({ id: "1", note: "" }) // { id: "1", note: undefined }
 * ```
 */
export const readable = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)

/** Text that may be anything at all. */
export const readableText = readable(storableText)
