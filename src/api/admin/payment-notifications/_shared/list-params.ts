import { createFindParams } from "@medusajs/medusa/api/utils/validators"
import { z } from "@medusajs/framework/zod"

/** A page is for a person: more rows than this are read page by page. */
export const MOST_LIMIT = 200

/** An offset is read and thrown away. Beyond this one, a cursor leads on, at the same price for every page. */
export const MOST_OFFSET = 10_000

/** A whole number. Medusa words a breach of `max` itself, without the way out: so `beyond` is the message of a check of our own. */
const whole = (most: number, otherwise: number, beyond: string) =>
  z
    .preprocess(
      (given) => (typeof given === "string" && given !== "" ? Number(given) : given),
      z
        .number()
        .int()
        .min(0)
        .refine((given) => given <= most, beyond)
        .optional()
        .default(otherwise),
    )
    // The API's document cannot read a check.
    .meta({ maximum: most })

/** The parameters of every list: `limit`, `offset` or `cursor`, `fields`, and `order`, of which this is the default. */
export const listParams = (order: string) =>
  createFindParams({ limit: 20, offset: 0, order }).extend({
    limit: whole(MOST_LIMIT, 20, `limit may be ${MOST_LIMIT} at most; read on with cursor`),
    offset: whole(MOST_OFFSET, 0, `offset may be ${MOST_OFFSET} at most; read on with cursor`),
    cursor: z.string().min(1).max(4_000).optional(),
  })
