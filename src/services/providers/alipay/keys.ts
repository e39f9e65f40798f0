import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"

/** RSA2 asks for 2048 bits; the 1024 of the retired RSA scheme can be broken. */
const MIN_BITS = 2048

/** A key, or its defect as a sentence for the person who configures it. */
type Read = (text: string) => KeyObject | string

const pinned = (unreadable: string, read: Read) =>
  z.string("must be text; is the environment variable set?").transform((text, context): KeyObject => {
    // An environment variable often holds a PEM's line breaks as "\n".
    const key = attempt(unreadable, read, text.replaceAll("\\n", "\n").trim())
    if (typeof key !== "string") return key
    context.addIssue(key)
    return z.NEVER
  })

/** The message of node:crypto about an unreadable key is neither reported nor thrown: it may quote the key. */
function attempt(unreadable: string, read: Read, text: string): KeyObject | string {
  try {
    const key = read(text)
    return typeof key === "string" || isRsa2(key) ? key : `is no RSA key of ${MIN_BITS} bits or more; set the app up for RSA2`
  } catch {
    return unreadable
  }
}

const isRsa2 = (key: KeyObject): boolean =>
  key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_BITS

/** Alipay's public key: base64 of its DER in one line, as the open platform shows it, or PEM. */
export const publicKey = pinned(
  "is not Alipay's public key; copy it whole from the open platform (not the app's public key, and never a private one)",
  (text) => {
    // node:crypto would take the public half of either, and hide that the wrong thing was pasted.
    if (text.includes("PRIVATE KEY")) return "is a private key; give Alipay's public key"
    if (text.includes("CERTIFICATE")) return "is a certificate; list it in alipayCertificates"
    if (text.startsWith("-----BEGIN")) return createPublicKey(text)
    return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" })
  },
)

/**
 * The key of alipayCertPublicKey_RSA2.crt. The file comes from the open platform and is pinned unchanged, like a key: no chain
 * and no date is verified. So a certificate that runs out stops Alipay from signing with it, and not the store from reading.
 */
export const certificateKey = pinned("is no certificate in PEM; give the contents of alipayCertPublicKey_RSA2.crt", (text) => {
  const certificate = new X509Certificate(text)
  return certificate.ca
    ? "is an issuer's certificate; give alipayCertPublicKey_RSA2.crt, not alipayRootCert.crt"
    : certificate.publicKey
})

/** The app's private key: base64 of its DER in one line, as Alipay's key tool writes it (PKCS #1 or #8), or PEM. */
export const privateKey = pinned(
  "is not the app's private key; paste what Alipay's key tool made whole (never Alipay's public key)",
  (text) => {
    if (text.startsWith("-----BEGIN")) return createPrivateKey(text)
    const key = Buffer.from(text, "base64")
    try {
      return createPrivateKey({ key, format: "der", type: "pkcs8" })
    } catch {
      return createPrivateKey({ key, format: "der", type: "pkcs1" })
    }
  },
)
