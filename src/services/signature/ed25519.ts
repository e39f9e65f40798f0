import { createPrivateKey, createPublicKey, verify, type KeyObject } from "node:crypto"

/** DER of a SubjectPublicKeyInfo for ed25519, up to the 32 raw key bytes. */
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex")

/** DER of a PrivateKeyInfo for ed25519, up to the 32 bytes of the seed. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex")

/** The 32-byte seed of an ed25519 private key as node:crypto wants it. */
export const ed25519PrivateKey = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: "der", type: "pkcs8" })

/** A raw 32-byte ed25519 public key as node:crypto wants it. */
export const ed25519PublicKey = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: "der", type: "spki" })

/** True when any of the signatures over `message` was made with any of the keys. Every pair is checked. */
export function anySigned(message: Buffer, signatures: readonly Buffer[], keys: readonly KeyObject[]): boolean {
  let signed = false
  for (const signature of signatures) {
    for (const key of keys) signed = verify(null, message, key, signature) || signed
  }
  return signed
}
