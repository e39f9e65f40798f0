import { SignatureVerificationError } from "../../domain/errors"
import { readTime } from "./time"

/** Clocks differ by seconds; a signature dated further ahead could be replayed until that day. */
const MAX_AHEAD_SECONDS = 300

/**
 * Requires the signed time to lie at most `toleranceSeconds` back, and at most 300 seconds (or that tolerance, if it is shorter)
 * ahead. Throws SignatureVerificationError.
 */
export function requireRecent(text: string, toleranceSeconds: number, now: Date): void {
  const time = readTime(text)
  if (!time) throw new SignatureVerificationError("the paypal-transmission-time header is no date and time")
  const age = (now.getTime() - time.getTime()) / 1000
  if (age > toleranceSeconds) {
    throw new SignatureVerificationError(
      `the signed transmission time is ${Math.floor(age)} s old; check this server's clock, or raise toleranceSeconds`,
    )
  }
  if (-age > Math.min(MAX_AHEAD_SECONDS, toleranceSeconds)) {
    throw new SignatureVerificationError(`the signed transmission time is ${Math.floor(-age)} s ahead; check this server's clock`)
  }
}
