import { createPublicKey, X509Certificate, type KeyObject } from "node:crypto"
import { z } from "@medusajs/framework/zod"

/** RSA2 asks for 2048 bits; the 1024 of the retired RSA scheme can be broken. */
const MIN_BITS = 2048

const pinned = (wrong: string, read: (text: string) => KeyObject) =>
  z.string("must be text; is the environment variable set?").transform((text, context): KeyObject => {
    try {
      // An environment variable often holds a PEM's line breaks as "\n".
      return requireRsa2(read(text.replaceAll("\\n", "\n").trim()))
    } catch (error) {
      context.addIssue(error instanceof WrongKey ? error.message : wrong)
      return z.NEVER
    }
  })

/** What is wrong with a key that could be read, as a sentence for whoever configures it. */
class WrongKey extends Error {}

function requireRsa2(key: KeyObject): KeyObject {
  const bits = key.asymmetricKeyType === "rsa" ? (key.asymmetricKeyDetails?.modulusLength ?? 0) : 0
  if (bits < MIN_BITS) throw new WrongKey(`is no RSA key of ${MIN_BITS} bits or more; set the app up for RSA2`)
  return key
}

/** Alipay's public key: base64 of its DER in one line, as the open platform shows it, or PEM. */
export const publicKey = pinned(
  "is not Alipay's public key; copy it whole from the open platform (not the app's public key, and never a private one)",
  (text) => {
    // node:crypto would take the public half of either, and hide that something else was pasted than what was asked for.
    if (text.includes("PRIVATE KEY")) throw new WrongKey("is a private key; give Alipay's public key")
    if (text.includes("CERTIFICATE")) throw new WrongKey("is a certificate; list it in alipayCertificates")
    if (text.startsWith("-----BEGIN")) return createPublicKey(text)
    return createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" })
  },
)

/**
 * The key of alipayCertPublicKey_RSA2.crt. The file comes from the open platform and is pinned as it stands, like a key: no chain
 * and no date is checked, so that a certificate that runs out stops Alipay from signing with it, and not the store from reading.
 */
export const certificateKey = pinned("is no certificate in PEM; give the contents of alipayCertPublicKey_RSA2.crt", (text) => {
  const certificate = new X509Certificate(text)
  if (certificate.ca) throw new WrongKey("is an issuer's certificate; give alipayCertPublicKey_RSA2.crt, not alipayRootCert.crt")
  return certificate.publicKey
})
