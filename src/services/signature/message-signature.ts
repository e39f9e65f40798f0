import { createHash, sign, verify, type KeyObject } from "node:crypto"

/** A request, or with `status` a response, as its signature sees it. Header names are lower case, and each has one value. */
export interface SignableMessage {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly status?: number
}

/** Parameters in the order in which they are sent; `created` and `expires` are Unix seconds. */
export type SignatureParameters = Readonly<Record<string, string | number>>

const ASCII = /^[\x20-\x7e]*$/

/**
 * Derived components of RFC 9421, 2.2. Of the URL as it is parsed, which is what a client sends: the configured text may have
 * `/a/../b`, a default port or a host in Unicode.
 */
const DERIVED: Readonly<Record<string, (message: SignableMessage) => string | undefined>> = {
  "@method": ({ method }) => method,
  "@authority": ({ url }) => url.host,
  "@path": ({ url }) => url.pathname,
  "@query": ({ url }) => url.search || "?",
  "@status": ({ status }) => status?.toString(),
}

function componentValue(name: string, message: SignableMessage): string {
  const value = name.startsWith("@")
    ? DERIVED[name]?.(message)
    : Object.hasOwn(message.headers, name)
      ? message.headers[name]?.trim()
      : undefined
  if (value === undefined) throw new TypeError(`${name} cannot be signed: the message does not have it`)
  if (!ASCII.test(value)) throw new TypeError(`${name} cannot be signed: its value is not visible ASCII`)
  return value
}

/** The value of `@signature-params`, and of `Signature-Input` behind its label. Throws TypeError for what RFC 9421 cannot say. */
export function signatureParams(components: readonly string[], parameters: SignatureParameters): string {
  if (new Set(components).size !== components.length) throw new TypeError("a component is covered twice")
  const list = components.map((name) => `"${name}"`).join(" ")
  const parts = Object.entries(parameters).map(([name, value]) => `;${name}=${parameter(name, value)}`)
  return `(${list})${parts.join("")}`
}

function parameter(name: string, value: string | number): string {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${name} must be whole seconds`)
    return String(value)
  }
  if (!ASCII.test(value)) throw new TypeError(`${name} must be visible ASCII`)
  return `"${value.replace(/["\\]/g, "\\$&")}"`
}

/**
 * The signature base of RFC 9421, 2.5: a line for each component in the order given, and `@signature-params` as the last, without a
 * line end. Throws TypeError where a component is missing.
 */
export function signatureBase(components: readonly string[], parameters: SignatureParameters, message: SignableMessage): string {
  const lines = components.map((name) => `"${name}": ${componentValue(name, message)}`)
  return [...lines, `"@signature-params": ${signatureParams(components, parameters)}`].join("\n")
}

/** `Content-Digest` over the very bytes of a body. */
export const contentDigest = (body: Buffer): string => `sha-256=:${createHash("sha256").update(body).digest("base64")}:`

/** Node returns DER by default, and its verifier answers false to raw signatures without a word. */
const RAW = "ieee-p1363"

const isEd25519 = (key: KeyObject): boolean => key.asymmetricKeyType === "ed25519"

/** Signs a base by ES256 (raw r‖s) or Ed25519, as the key has it. */
export const signBase = (base: string, key: KeyObject): Buffer => signBytes(Buffer.from(base), key)

/** The same over any bytes. */
export const signBytes = (bytes: Buffer, key: KeyObject): Buffer =>
  isEd25519(key) ? sign(null, bytes, key) : sign("sha256", bytes, { key, dsaEncoding: RAW })

/** Whether a signature over a base was made with the key's private half. */
export const verifyBase = (base: string, key: KeyObject, signature: Buffer): boolean =>
  isEd25519(key)
    ? verify(null, Buffer.from(base), key, signature)
    : verify("sha256", Buffer.from(base), { key, dsaEncoding: RAW }, signature)
