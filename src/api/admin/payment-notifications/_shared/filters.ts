import { z } from "@medusajs/framework/zod"

/** `?state=dead`, or `?state[]=dead&state[]=failed`. */
export const oneOrMany = <T extends z.ZodType>(value: T) => z.union([value, z.array(value)])

/**
 * `?received_at[$gt]=…`. The query knows the operators. If we dropped an unknown one here, the answer would hold rows that nobody
 * asked for.
 */
export const operators = z.union([oneOrMany(z.string()), z.record(z.string(), oneOrMany(z.string()))])
