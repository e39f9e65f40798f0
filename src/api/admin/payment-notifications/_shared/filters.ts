import { z } from "@medusajs/framework/zod"

/** `?state=dead`, or `?state[]=dead&state[]=failed`. */
export const oneOrMany = <T extends z.ZodType>(value: T) => z.union([value, z.array(value)])

/**
 * `?received_at[$gt]=…`. Which operators there are is told by who runs the query: dropped here, an unknown one would be answered
 * with rows that nobody asked for.
 */
export const operators = z.union([oneOrMany(z.string()), z.record(z.string(), oneOrMany(z.string()))])
