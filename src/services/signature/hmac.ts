import { createHmac, type Hmac } from "node:crypto"
import { anyMatches } from "./compare"

type Part = string | Buffer

function hmac(algorithm: "sha256" | "sha512", key: Part, parts: readonly Part[]): Hmac {
  const hmac = createHmac(algorithm, key)
  for (const part of parts) hmac.update(part)
  return hmac
}

/** Goes through a string, because Node allocates so small a buffer faster than it wraps OpenSSL's result in one. */
const digest = (hmac: Hmac): Buffer => Buffer.from(hmac.digest("binary"), "binary")

/**
 * HMAC-SHA256 over the parts in order, without joining them into one copy of the body.
 *
 * @example
 * ```ts
 * const expected = hmacSha256(secret, `${timestamp}.`, rawBody)
 * ```
 */
export const hmacSha256 = (key: Part, ...parts: readonly Part[]): Buffer => digest(hmac("sha256", key, parts))

/** HMAC-SHA512 over the parts in order. */
export const hmacSha512 = (key: Part, ...parts: readonly Part[]): Buffer => digest(hmac("sha512", key, parts))

/**
 * True when `signature` is, letter for letter, the HMAC-SHA256 of `signed` under one of the keys, in lower-case hex or in padded
 * base64. Each of them has one spelling only, so nothing is decoded, and no lenient decoding can occur. Every key is tried, as in
 * `anyMatches`.
 */
export function anyHmacSha256(keys: readonly Part[], signed: Part, signature: string, encoding: "hex" | "base64"): boolean {
  const expected = keys.map((key) => Buffer.from(createHmac("sha256", key).update(signed).digest(encoding)))
  return anyMatches([Buffer.from(signature)], expected)
}
