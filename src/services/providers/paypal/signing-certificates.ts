import type { X509Certificate } from "node:crypto"
import { ProviderUnavailableError, SignatureVerificationError } from "../../domain/errors"
import { singleHeader } from "../../signature/header"
import type { ProviderContext, WebhookRequest } from "../provider"
import { commonName, hasSigningKey, isValidAt } from "./certificate"
import { requireCertificateUrl } from "./certificate-url"
import { downloadCertificate } from "./download-certificate"
import { CERTIFICATE_NAME } from "./environment"
import type { PayPalOptions } from "./options"

/** PayPal uses one or two at a time. */
const MAX_KNOWN = 16
/** Made-up addresses must not turn this server into a means to flood PayPal. */
const MAX_UNDER_WAY = 4

interface Store {
  readonly known: Map<string, X509Certificate>
  readonly underWay: Map<string, Promise<X509Certificate>>
}

/** One store per account: one account's authorities do not vouch for another's certificates. */
const stores = new WeakMap<PayPalOptions, Store>()

function storeOf(options: PayPalOptions): Store {
  const store = stores.get(options) ?? { known: new Map(), underWay: new Map() }
  stores.set(options, store)
  return store
}

/**
 * The certificates a webhook may be signed with: the pinned ones, else the one that it names, from memory or from PayPal. All of
 * them bear PayPal's name and are valid now. Throws SignatureVerificationError. Throws ProviderUnavailableError (503, so that
 * PayPal redelivers) when a certificate cannot be fetched.
 */
export async function signingCertificates(
  { headers }: WebhookRequest,
  context: ProviderContext<PayPalOptions>,
): Promise<readonly X509Certificate[]> {
  const { options, now } = context
  if (!options.certificates) {
    const url = requireCertificateUrl(singleHeader(headers, "paypal-cert-url"), options.environment)
    return [requireUsable(await certificateAt(url, context), options, now())]
  }
  const usable = options.certificates.filter((certificate) => whyUnusable(certificate, options, now()) === undefined)
  if (usable.length) return usable
  throw new SignatureVerificationError("every certificate of the option certificates is of the other environment or out of date")
}

async function certificateAt(url: string, context: ProviderContext<PayPalOptions>): Promise<X509Certificate> {
  const { known, underWay } = storeOf(context.options)
  const certificate = known.get(url)
  if (certificate && isValidAt(certificate, context.now())) return certificate
  const shared = underWay.get(url)
  if (shared) return shared
  if (underWay.size >= MAX_UNDER_WAY) throw new ProviderUnavailableError("too many of PayPal's certificates are being fetched")
  const download = downloadCertificate(url, context)
    .then((fetched) => {
      // Only a usable certificate is remembered, so that nobody can crowd it out with certificates of another kind.
      remember(known, url, requireUsable(fetched, context.options, context.now()))
      return fetched
    })
    .finally(() => underWay.delete(url))
  underWay.set(url, download)
  return download
}

function remember(known: Map<string, X509Certificate>, url: string, certificate: X509Certificate): void {
  known.delete(url)
  known.set(url, certificate)
  const [oldest] = known.keys()
  if (known.size > MAX_KNOWN && oldest !== undefined) known.delete(oldest)
}

function requireUsable(certificate: X509Certificate, options: PayPalOptions, now: Date): X509Certificate {
  const problem = whyUnusable(certificate, options, now)
  if (problem === undefined) return certificate
  throw new SignatureVerificationError(`the certificate at the paypal-cert-url ${problem}`)
}

function whyUnusable(certificate: X509Certificate, { environment }: PayPalOptions, now: Date): string | undefined {
  if (commonName(certificate) !== CERTIFICATE_NAME[environment]) return `is not called ${CERTIFICATE_NAME[environment]}`
  if (!isValidAt(certificate, now)) return "is out of date; check this server's clock"
  return hasSigningKey(certificate) ? undefined : "has no RSA key of 2048 bits or more"
}
