import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from "node:crypto"

/** A key that WeChat Pay may sign with, under every serial by which a call may name it. */
export interface PlatformKey {
  readonly serials: readonly string[]
  readonly key: KeyObject
  /** Only certificates end; a public key is valid until WeChat Pay replaces it. */
  readonly validity?: { readonly from: Date; readonly to: Date }
}

/** A certificate as `keys.ts` reads it, with the subject that it was issued to. */
export interface PlatformCertificate extends PlatformKey {
  readonly subject: string
}

const LEAST_BITS = 2048

/** Reads a platform certificate. Throws RangeError with a sentence fit for an option's message. */
export function readCertificate(pem: string): PlatformCertificate {
  const text = requireOne(pem, "CERTIFICATE", "a certificate")
  return unlessBroken("a certificate", () => {
    const { serialNumber, publicKey, subject, validFrom, validTo } = new X509Certificate(text)
    // Libraries that print the serial as a number drop its leading zeros. WeChat Pay's own way is not documented.
    const serials = [...new Set([serialNumber, serialNumber.replace(/^0+/, "")])]
    return { serials, key: requireRsa(publicKey), validity: { from: dateOf(validFrom), to: dateOf(validTo) }, subject }
  })
}

/** Reads WeChat Pay's public key of the given id. Throws RangeError with a sentence fit for an option's message. */
export function readPublicKey(id: string, pem: string): PlatformKey {
  // createPublicKey would take a private key or a certificate as well, and quietly use the public half.
  const text = requireOne(pem, "PUBLIC KEY", "a public key")
  return { serials: [id], key: unlessBroken("a public key", () => requireRsa(createPublicKey(text))) }
}

/** Reads the merchant's own key. Throws RangeError with a sentence fit for an option's message. */
export function readPrivateKey(pem: string): KeyObject {
  const text = pem.includes("BEGIN RSA PRIVATE KEY")
    ? requireOne(pem, "RSA PRIVATE KEY", "a private key")
    : requireOne(pem, "PRIVATE KEY", "a private key")
  return unlessBroken("a private key", () => requireRsa(createPrivateKey(text)))
}

function requireOne(pem: string, label: string, what: string): string {
  const labels = [...pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, found]) => found)
  if (labels.length === 1 && labels[0] === label) return pem
  throw new RangeError(
    `must be ${what} in PEM form, line ends included, beginning with "-----BEGIN ${label}-----"; list several one by one`,
  )
}

/** OpenSSL's own messages would say less, and its errors are of many kinds. */
function unlessBroken<T>(what: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) throw error
    throw new RangeError(`cannot be read as ${what}; paste the whole PEM text again, line ends included`)
  }
}

function dateOf(text: string): Date {
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw new RangeError("is valid at no readable time; download the certificate again")
  return date
}

function requireRsa(key: KeyObject): KeyObject {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (key.asymmetricKeyType === "rsa" && bits >= LEAST_BITS) return key
  throw new RangeError(`must hold an RSA key of ${LEAST_BITS} bits or more, the only ones that WeChat Pay knows`)
}
