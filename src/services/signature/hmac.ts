import { createHmac } from "node:crypto"

type Part = string | Buffer

function hmac(algorithm: "sha256" | "sha512", key: Part, parts: readonly Part[]): Buffer {
  const hmac = createHmac(algorithm, key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** HMAC-SHA256 over the parts in order, without joining them into one copy of the body. */
export const hmacSha256 = (key: Part, ...parts: readonly Part[]): Buffer => hmac("sha256", key, parts)

/** HMAC-SHA512 over the parts in order. */
export const hmacSha512 = (key: Part, ...parts: readonly Part[]): Buffer => hmac("sha512", key, parts)
