import { z } from "@medusajs/framework/zod"

/** NUL, which PostgreSQL's text cannot hold, and lone surrogates, which make two different ids equal once encoded. */
const UNSTORABLE = /[\0\p{Cs}]/u

/**
 * Text that becomes a column: 1 to 255 characters, so that an index can hold it.
 *
 * @example
 * ```ts
 * const body = z.object({ event_id: storableText })
 * ```
 */
export const storableText = z
  .string("must be text")
  .min(1, "is empty")
  .max(255, "is longer than 255 characters")
  .refine((text) => !UNSTORABLE.test(text), "holds characters that cannot be stored")
