import { anyMatches } from "../../signature/compare"
import { hmacSha256 } from "../../signature/hmac"

const PREFIX = "pdrt_"

/**
 * The bearer token with which a destination's receiver reads thin payloads back. It is derived from the destination's signing
 * secret and id: nothing more is stored, a rotation rotates it, and it signs nothing. Of no use at another destination.
 */
export const readToken = (secret: string, destinationId: string): string =>
  PREFIX + hmacSha256(secret, `payment-notifications read token\0${destinationId}`).toString("base64url")

/**
 * Whether a token is that of one of the destination's valid secrets. Compared in constant time with all of them.
 *
 * @example
 * ```ts
 * isReadToken(token, validSecrets(stored, now).map(({ secret }) => secret), destination.id)
 * ```
 */
export const isReadToken = (token: string, secrets: readonly string[], destinationId: string): boolean =>
  anyMatches(
    [Buffer.from(token)],
    secrets.map((secret) => Buffer.from(readToken(secret, destinationId))),
  )
