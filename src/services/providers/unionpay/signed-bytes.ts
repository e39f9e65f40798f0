import { createHash, sign, type KeyObject } from "node:crypto"
import type { Fields } from "./fields"

const sha256Hex = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash("sha256")
  for (const part of parts) hash.update(part)
  return hash.digest("hex")
}

/** `k=v&k=v` of all parameters but `signature`, in the order of their names' bytes. */
function signedString(fields: Fields): Buffer {
  const names = [...fields.keys()].filter((name) => name !== "signature").sort()
  const parts = names.map((name) =>
    Buffer.concat([Buffer.from(`${name}=`, "latin1"), fields.get(name) ?? Buffer.alloc(0), Buffer.from("&")]),
  )
  return Buffer.concat(parts).subarray(0, -1)
}

/**
 * What RSA-SHA256 is computed over with signMethod 01: not the string, but the lower-case hex digits of its SHA-256, so that it is
 * hashed twice.
 */
export const signedDigest = (fields: Fields): Buffer => Buffer.from(sha256Hex(signedString(fields)))

/** The RSA signature of signMethod 01. */
export const rsaSignature = (fields: Fields, privateKey: KeyObject): Buffer =>
  sign("RSA-SHA256", signedDigest(fields), privateKey)

/** The signature of signMethod 11, 64 lower-case hex digits: SHA-256 over the string, `&`, and the hex SHA-256 of the key. */
export const keyedDigest = (fields: Fields, secureKey: string): string =>
  sha256Hex(signedString(fields), `&${sha256Hex(secureKey)}`)
