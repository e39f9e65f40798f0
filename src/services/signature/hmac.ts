import { createHmac } from "node:crypto"

/** HMAC-SHA256 over the parts in order, without joining them into one copy of the body. */
export function hmacSha256(key: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac("sha256", key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}
