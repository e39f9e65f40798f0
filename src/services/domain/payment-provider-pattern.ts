/** Ids of Medusa payment providers: one id (`pp_stripe_stripe`), or all that begin alike (`pp_stripe*`). */
export const PAYMENT_PROVIDER_PATTERN = /^pp_[^*?%[\]{}\s]+\*?$/

const stemOf = (pattern: string): string => (pattern.endsWith("*") ? pattern.slice(0, -1) : pattern)

const matches = (pattern: string, id: string): boolean =>
  pattern.endsWith("*") ? id.startsWith(stemOf(pattern)) : id === pattern

/** True if one of the patterns names the payment provider. */
export const namesPaymentProvider = (patterns: readonly string[], id: string): boolean =>
  patterns.some((pattern) => matches(pattern, id))

/**
 * True for different patterns that name some payment provider both. It then has two owners, and nobody could tell which. The same
 * pattern twice is one owner under two ids.
 */
export const overlaps = (a: string, b: string): boolean => a !== b && (matches(a, stemOf(b)) || matches(b, stemOf(a)))
