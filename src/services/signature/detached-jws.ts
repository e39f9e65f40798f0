import type { KeyObject } from "node:crypto"
import { signBytes } from "./message-signature"

const base64url = (text: string | Buffer): string => Buffer.from(text).toString("base64url")

/**
 * A detached JWS over a body: `<header>..<signature>`. `isUnencoded` is RFC 7797, which signs the raw bytes and says so in the header
 * (`b64`); otherwise the payload is encoded before it is signed, as in RFC 7515, and left out all the same. Verifiers read either, and
 * the two differ.
 */
export function detachedJws(
  body: Buffer,
  { key, kid, isUnencoded }: { key: KeyObject; kid: string; isUnencoded: boolean },
): string {
  const alg = key.asymmetricKeyType === "ed25519" ? "EdDSA" : "ES256"
  const header = base64url(JSON.stringify({ alg, kid, ...(isUnencoded && { b64: false, crit: ["b64"] }) }))
  const signed = Buffer.concat([Buffer.from(`${header}.`), isUnencoded ? body : Buffer.from(base64url(body))])
  return `${header}..${base64url(signBytes(signed, key))}`
}
