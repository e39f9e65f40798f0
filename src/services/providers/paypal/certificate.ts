import { X509Certificate } from "node:crypto"

/** PayPal signs with 2048 bits; shorter keys can be broken. */
const MIN_RSA_BITS = 2048

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Every certificate in a PEM text, in its order; undefined when one of them cannot be read or there is none. */
export function readPem(text: string): readonly X509Certificate[] | undefined {
  const blocks = text.match(PEM)
  if (!blocks) return undefined
  try {
    return blocks.map((block) => new X509Certificate(block))
  } catch {
    return undefined
  }
}

/**
 * The one common name of a certificate. Read from the parsed subject: in the printed one, an organization called
 * "x\nCN=messageverificationcerts.paypal.com" could pass for it.
 */
export function commonName(certificate: X509Certificate): string | undefined {
  const name: unknown = certificate.toLegacyObject().subject?.CN
  return typeof name === "string" ? name : undefined
}

export const isValidAt = ({ validFrom, validTo }: X509Certificate, at: Date): boolean =>
  Date.parse(validFrom) <= at.getTime() && at.getTime() <= Date.parse(validTo)

/** True for a key that can have made a SHA256withRSA signature. */
export function hasSigningKey({ publicKey }: X509Certificate): boolean {
  return publicKey.asymmetricKeyType === "rsa" && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= MIN_RSA_BITS
}
