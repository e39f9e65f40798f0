import { createHash, createPrivateKey, createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"

/** A key that signs orders for agents, and its public half as it is published. */
export interface SigningKey {
  /** The JWK's RFC 7638 thumbprint, or the `kid` that it came with. */
  readonly kid: string
  readonly privateKey: KeyObject
  readonly publicJwk: Readonly<Record<string, string>>
}

/**
 * Keys of RFC 9421, appendix B.1, whose private halves everybody has. UCP's own example profile names the first `business_2025`, and
 * examples get copied.
 */
const PUBLISHED: ReadonlySet<string> = new Set([
  "ydQXMtvbsOsZyFir-Y7A8t7fKEM1gbKPvyFkdpu4fvI",
  "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U",
])

const EXPECTED =
  'must be a private key for ES256 (P-256), as PEM or JWK; make one by "openssl ecparam -name prime256v1 -genkey -noout"'

type Public = { readonly kty: string; readonly crv: string; readonly x: string; readonly y?: string }

/** RFC 7638: the required members in alphabetical order, and nothing else. */
const thumbprint = ({ kty, crv, x, y }: Public): string =>
  createHash("sha256")
    .update(JSON.stringify(y === undefined ? { crv, kty, x } : { crv, kty, x, y }))
    .digest("base64url")

function readPrivateKey(text: string): { key: KeyObject; kid: string | undefined } | undefined {
  try {
    if (!text.trimStart().startsWith("{")) return { key: createPrivateKey(text), kid: undefined }
    const jwk = JSON.parse(text) as JsonWebKey & { kid?: unknown }
    return { key: createPrivateKey({ key: jwk, format: "jwk" }), kid: typeof jwk.kid === "string" ? jwk.kid : undefined }
  } catch {
    return undefined
  }
}

/** Ed25519 is optional in UCP and forbidden to AP2's mandates, so that one key for all of it is ES256. */
function isUsable({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === "ed25519" || (asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1")
}

function readSigningKey(text: string): SigningKey | string {
  const read = readPrivateKey(text)
  if (!read || !isUsable(read.key)) return EXPECTED
  const { kty, crv, x, y } = createPublicKey(read.key).export({ format: "jwk" }) as unknown as Public
  const print = thumbprint({ kty, crv, x, ...(y !== undefined && { y }) })
  if (PUBLISHED.has(print)) return "is a published test key: anybody can sign with it; make one of your own"
  const kid = read.kid ?? print
  if (!/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/.test(kid))
    return 'has a kid that is not 1 to 128 visible ASCII characters without " and \\'
  const alg = crv === "Ed25519" ? "EdDSA" : "ES256"
  return { kid, privateKey: read.key, publicJwk: { kid, kty, crv, x, ...(y !== undefined && { y }), use: "sig", alg } }
}

const signingKey = z.string("must be text; is the environment variable set?").transform((text, { issues }): SigningKey => {
  const key = readSigningKey(text)
  if (typeof key !== "string") return key
  // The value is left out: issues end up in logs.
  issues.push({ code: "custom", message: key, input: undefined })
  return z.NEVER
})

/** The first signs, all are published: a new key stands behind the old one first, until every platform has read it. */
export const signingKeys = z
  .array(signingKey, "give a list of private keys: the first signs, all are published")
  .min(1, "give at least one private key")
  .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, "holds two keys with one kid")
