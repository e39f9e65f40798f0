import { z } from "@medusajs/framework/zod"

/**
 * A provider's options. Unknown names are refused and the known ones listed, so that a typo cannot switch a check off.
 *
 * @example
 * ```ts
 * const options = providerOptions({ secrets: listOfSecrets(secretText), toleranceSeconds })
 *
 * options.parse({ secret: "…" }) // throws: "secret" is not an option here; use secrets, toleranceSeconds
 * ```
 */
export const providerOptions = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `${(issue.keys as string[]).map((key) => `"${key}"`).join(", ")} is not an option here; use ${Object.keys(shape).join(", ")}`
        : undefined,
  })

/**
 * A list of one or more secrets: the current one, and during a rotation the old one beside it.
 *
 * @example
 * ```ts
 * const options = providerOptions({ signingSecrets: listOfSecrets(secretText) })
 *
 * options.parse({ signingSecrets: ["the new one", "the old one"] })
 * ```
 */
export const listOfSecrets = <Secret extends z.ZodType>(secret: Secret) => {
  const error = "give a list with at least one secret; during a rotation, list the old and the new one"
  return z.array(secret, { error }).min(1, error)
}

/**
 * Text without the white space that a copy and paste leaves around it. The value itself never appears in a message.
 *
 * @example
 * ```ts
 * const signingSecret = secretText.regex(/^whsec_/, 'must start with "whsec_"')
 * ```
 */
export const secretText = z
  .string("must be text; is the environment variable set?")
  .min(1, "is empty; is the environment variable set?")
  .refine((secret) => secret.trim() === secret, "begins or ends with white space; paste the secret again")

const tolerance = "must be a whole number of seconds from 1 to 3600; the check cannot be switched off"

/**
 * Most seconds between a signed timestamp and our clock, before or after.
 *
 * @example
 * ```ts
 * const options = providerOptions({ secrets: listOfSecrets(secretText), toleranceSeconds })
 *
 * options.parse({ secrets: ["…"] }).toleranceSeconds // 300
 * ```
 */
export const toleranceSeconds = z.int(tolerance).min(1, tolerance).max(3600, tolerance).default(300)
