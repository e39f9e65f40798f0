import { z } from "@medusajs/framework/zod"

/** `?state=dead`, or `?state[]=dead&state[]=failed`. */
export const oneOrMany = <T extends z.ZodType>(value: T) => z.union([value, z.array(value)])

/**
 * As `oneOrMany`, of these values only. A refusal lists them: a union of Zod's would only say that the input is invalid. `former`
 * are names of earlier versions.
 */
export const oneOrManyOf = <V extends string>(field: string, values: readonly V[], former: Readonly<Record<string, V>> = {}) =>
  z
    .unknown()
    .transform((given, context): V | V[] => {
      const named = (Array.isArray(given) ? given : [given]).map((value) =>
        typeof value === "string" && Object.hasOwn(former, value) ? former[value] : value,
      ) as V[]
      if (!named.every((value) => values.includes(value))) {
        context.addIssue({ code: "custom", message: `${field} must be one of ${values.join(", ")}` })
        return z.NEVER
      }
      return Array.isArray(given) ? named : named[0]!
    })
    // The API's document cannot read a transformation.
    .meta({
      anyOf: [
        { type: "string", enum: [...values] },
        { type: "array", items: { type: "string", enum: [...values] } },
      ],
    })

/**
 * `?received_at[$gt]=…`. The query knows the operators. If we dropped an unknown one here, the answer would hold rows that nobody
 * asked for.
 */
export const operators = z.union([oneOrMany(z.string()), z.record(z.string(), oneOrMany(z.string()))])
