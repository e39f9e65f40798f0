import { X509Certificate } from "node:crypto"
import { rootCertificates } from "node:tls"
import { ProviderUnavailableError, SignatureVerificationError } from "../../domain/errors"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"
import { readPem } from "./certificate"
import { requireTrusted } from "./chain"
import { askIssuer } from "./issuer"
import type { PayPalOptions } from "./options"

const MAX_PEM_BYTES = 64 * 1024
/** PayPal's answers for an unknown certificate: the sender made the address up. */
const UNKNOWN: ReadonlySet<number> = new Set([400, 404, 410])

let trusted: readonly X509Certificate[] | undefined

/** The authorities that Node ships with, read at the first need. */
const nodeAuthorities = (): readonly X509Certificate[] => (trusted ??= rootCertificates.map((pem) => new X509Certificate(pem)))

/**
 * Gets a signing certificate from PayPal and verifies its chain. Its name and times are verified where it is used. Throws
 * SignatureVerificationError, and ProviderUnavailableError when it cannot be fetched.
 */
export async function downloadCertificate(
  url: string,
  { fetch, now, options }: ProviderContext<PayPalOptions>,
): Promise<X509Certificate> {
  const { status, body } = await callProvider({ fetch }, url)
  if (UNKNOWN.has(status)) throw new SignatureVerificationError("PayPal knows no certificate at the paypal-cert-url")
  if (status !== 200) throw new ProviderUnavailableError(`PayPal answered ${status} for its certificate; it is asked again later`)
  const [leaf, ...offered] = (body.length <= MAX_PEM_BYTES && readPem(body.toString("latin1"))) || []
  if (!leaf) throw new ProviderUnavailableError("PayPal answered something else than a certificate; it is asked again later")
  const anchors = options.rootCertificates ?? nodeAuthorities()
  await requireTrusted(leaf, { offered, anchors, at: now(), askIssuer: (certificate) => askIssuer(certificate, { fetch }) })
  return leaf
}
