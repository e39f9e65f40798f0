import { createPrivateKey, type KeyObject } from "node:crypto"

const keys = new Map<string, KeyObject>()

/** The private key of a PEM text, read once: OpenSSL takes longer to read a key than to sign with it. */
export function signingKey(pem: string): KeyObject {
  const known = keys.get(pem)
  if (known) return known
  const key = createPrivateKey(pem)
  keys.set(pem, key)
  return key
}
