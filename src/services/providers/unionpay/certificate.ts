import { X509Certificate, type KeyObject } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"

/** The pins that a certificate inside a message is compared with, all of them from the account's options. */
export interface Pins {
  readonly roots: readonly X509Certificate[]
  readonly intermediates: readonly X509Certificate[]
  /** Holders that may sign: the third part of the subject's CN, between its @ signs. */
  readonly holders: readonly string[]
}

/**
 * The RSA key of a certificate that came with a message. The certificate has to lead to a pinned root through pinned links, every
 * one of them valid `now`, and name a holder that may sign. Anybody can make a certificate that names one: the chain is what
 * counts. Throws SignatureVerificationError.
 */
export function trustedKey(pem: string, { roots, intermediates, holders }: Pins, now: Date): KeyObject {
  const certificate = readCertificate(pem)
  const holder = holderOf(certificate)
  if (holder === undefined || !holders.includes(holder)) {
    throw new SignatureVerificationError(
      "the message's certificate was not issued to UnionPay; in its test environment, set holders",
    )
  }
  if (!leadsToRoot(certificate, roots, intermediates, now)) {
    throw new SignatureVerificationError(
      "the message's certificate leads to no pinned root, or a link is not valid now; check roots, intermediates and this server's clock",
    )
  }
  const { publicKey } = certificate
  if (publicKey.asymmetricKeyType !== "rsa") throw new SignatureVerificationError("the message's certificate holds no RSA key")
  return publicKey
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new SignatureVerificationError("signPubKeyCert is no certificate", { cause })
  }
}

/** `CN=041@8310000000083040@<holder>@00016495`. Undefined where the subject has no CN, or more than one to choose from. */
function holderOf({ subject }: X509Certificate): string | undefined {
  // One attribute per line; a line feed inside a value is escaped. A subject without any attribute is undefined.
  const names = ((subject as string | undefined) ?? "").split("\n").filter((line) => /(^| \+ )CN=/.test(line))
  return names.length === 1 && names[0]?.startsWith("CN=") ? names[0].slice("CN=".length).split("@")[2] : undefined
}

function leadsToRoot(
  certificate: X509Certificate,
  roots: readonly X509Certificate[],
  intermediates: readonly X509Certificate[],
  now: Date,
): boolean {
  if (!isValid(certificate, now)) return false
  if (roots.some((root) => isIssuedBy(certificate, root) && isValid(root, now))) return true
  // Each pin is used once on the way up, so that two that issued each other lead nowhere rather than on forever.
  return intermediates.some(
    (link) =>
      isIssuedBy(certificate, link) &&
      leadsToRoot(
        link,
        roots,
        intermediates.filter((other) => other !== link),
        now,
      ),
  )
}

/** Names and key identifiers fit, and the signature holds. `checkIssued` alone compares names, which anybody can write. */
const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

const isValid = ({ validFrom, validTo }: X509Certificate, now: Date): boolean =>
  Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo)
