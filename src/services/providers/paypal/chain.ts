import type { X509Certificate } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"
import { isValidAt } from "./certificate"

/** Public chains have one or two intermediates. */
const MAX_INTERMEDIATES = 4

/** Certificates that a chain may consist of, and how to get one more. */
export interface ChainMaterial {
  /** Certificates that came along with the leaf. */
  readonly offered: readonly X509Certificate[]
  /** Authorities that are trusted by themselves. */
  readonly anchors: readonly X509Certificate[]
  readonly at: Date
  /** Gets the issuer of a certificate from the address in it, or undefined. */
  readonly askIssuer: (certificate: X509Certificate) => Promise<X509Certificate | undefined>
}

/**
 * Resolves when `leaf` leads, link by link, to one of the anchors. Every issuer must be an authority, valid at that time, and must
 * really have signed: anybody can buy a certificate and, with its key, write others of any name. Throws SignatureVerificationError.
 */
export async function requireTrusted(leaf: X509Certificate, { offered, anchors, at, askIssuer }: ChainMaterial): Promise<void> {
  let current = leaf
  for (let depth = 0; depth <= MAX_INTERMEDIATES; depth++) {
    const issued = (issuer: X509Certificate) => isIssuer(issuer, current, at)
    if (anchors.some(issued)) return
    const issuer = offered.find(issued) ?? (await askIssuer(current))
    if (!issuer || !issued(issuer)) break
    current = issuer
  }
  throw new SignatureVerificationError(
    "PayPal's certificate does not lead to a trusted authority; if PayPal has changed its authority, list that one in rootCertificates",
  )
}

function isIssuer(issuer: X509Certificate, certificate: X509Certificate, at: Date): boolean {
  if (!issuer.ca || !isValidAt(issuer, at) || !certificate.checkIssued(issuer)) return false
  try {
    return certificate.verify(issuer.publicKey)
  } catch {
    // A key of another kind than the signature.
    return false
  }
}
