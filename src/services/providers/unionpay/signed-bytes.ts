import { createHash, getHashes, sign, type KeyObject } from "node:crypto"
import type { Fields } from "./fields"

/** The hash of each signing method with a shared key: 11, and 12, which is China's own SM3. */
const KEYED = { "11": "sha256", "12": "sm3" } as const

export type KeyedMethod = keyof typeof KEYED

const hashHex = (algorithm: string, ...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash(algorithm)
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

/** The input of RSA-SHA256 with signMethod 01: not the string, but the lower-case hex digits of its SHA-256, so it is hashed twice. */
export const signedDigest = (fields: Fields): Buffer => Buffer.from(hashHex("sha256", signedString(fields)))

/** The RSA signature of signMethod 01. */
export const rsaSignature = (fields: Fields, privateKey: KeyObject): Buffer =>
  sign("RSA-SHA256", signedDigest(fields), privateKey)

/** False where Node has been built without the hash, or may not use it: SM3 is no part of FIPS. */
export const canDigest = (method: KeyedMethod): boolean => getHashes().includes(KEYED[method])

/** The signature with a shared key, 64 lower-case hex digits: the hash over the string, `&`, and the key's own hash in hex. */
export const keyedDigest = (fields: Fields, secureKey: string, method: KeyedMethod): string =>
  hashHex(KEYED[method], signedString(fields), `&${hashHex(KEYED[method], secureKey)}`)
