import { z } from "@medusajs/framework/zod"

/** What PostgreSQL's text cannot hold as it is (NUL), or what would make two different ids equal once encoded (lone surrogates). */
const UNSTORABLE = /[\0\p{Cs}]/u

/** An event's id or type: 1 to 255 characters, so that the unique index can hold it. */
export const eventText = z
  .string("must be text")
  .min(1, "is empty")
  .max(255, "is longer than 255 characters")
  .refine((text) => !UNSTORABLE.test(text), "holds characters that cannot be stored")
