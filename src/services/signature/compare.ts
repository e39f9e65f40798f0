import { createHash, timingSafeEqual } from "node:crypto"

const digest = (bytes: Buffer): Buffer => createHash("sha256").update(bytes).digest()

/** Constant-time equality for any two lengths: digests are compared, because `timingSafeEqual` throws on unequal lengths. */
export const sameBytes = (a: Buffer, b: Buffer): boolean => timingSafeEqual(digest(a), digest(b))

/** As `sameBytes`, where the length is no secret: the length of an algorithm's output is public. */
const sameSignature = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)

/**
 * True when any presented signature equals any expected one. Every pair is compared, so that the time taken does not reveal which
 * secret of a rotation matched, nor whether one did.
 *
 * @example
 * ```ts
 * const expected = secrets.map((secret) => hmacSha256(secret, rawBody))
 * if (!anyMatches([signature], expected)) throw new SignatureVerificationError("the signature does not match")
 * ```
 */
export function anyMatches(presented: readonly Buffer[], expected: readonly Buffer[]): boolean {
  let matches = 0
  for (const signature of presented) {
    for (const candidate of expected) matches |= Number(sameSignature(signature, candidate))
  }
  return matches === 1
}
