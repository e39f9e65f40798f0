import { SignatureVerificationError } from "../domain/errors"

/** Digits and nothing else: `parseInt` would read "123abc", and `Number` " 123" and "1e3". */
const UNIX_SECONDS = /^(?:0|[1-9]\d{0,11})$/

/**
 * Requires `timestamp` (Unix seconds as text) to lie within `toleranceSeconds` of `now`, before or after.
 * The upper bound matters as much as the lower: without it, one signature dated far ahead can be replayed for years.
 * Throws SignatureVerificationError.
 *
 * @example
 * ```ts
 * requireFresh(timestamp, options.toleranceSeconds, context.now())
 * ```
 */
export function requireFresh(timestamp: string, toleranceSeconds: number, now: Date): void {
  if (!UNIX_SECONDS.test(timestamp)) {
    throw new SignatureVerificationError("the signed timestamp is not a whole number of Unix seconds")
  }
  const age = Math.floor(now.getTime() / 1000) - Number(timestamp)
  if (age > toleranceSeconds) {
    throw new SignatureVerificationError(
      `the signed timestamp is ${age} s old; check this server's clock, or raise toleranceSeconds`,
    )
  }
  if (-age > toleranceSeconds) {
    throw new SignatureVerificationError(`the signed timestamp is ${-age} s ahead; check this server's clock`)
  }
}
