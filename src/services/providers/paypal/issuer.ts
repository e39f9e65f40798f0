import { X509Certificate } from "node:crypto"
import { callProvider } from "../kit/call-provider"
import type { ProviderContext } from "../provider"

/**
 * PayPal's authority, and no other host: the address comes from a certificate. Authorities publish these over plain HTTP. The
 * answer is worth nothing until it has been verified up to a trusted authority.
 */
const PLACE = /^CA Issuers - URI:(http:\/\/cacerts\.digicert\.com\/[A-Za-z0-9_-]+\.crt)$/m

/**
 * Gets the issuer that a certificate names. PayPal's endpoint has been seen to serve the signing certificate alone, without the
 * intermediate that leads to a root. Throws ProviderUnavailableError when it cannot be asked.
 */
export async function askIssuer(
  { infoAccess }: X509Certificate,
  context: Pick<ProviderContext<unknown>, "fetch">,
): Promise<X509Certificate | undefined> {
  const [, url] = PLACE.exec(infoAccess ?? "") ?? []
  if (!url) return undefined
  const { status, body } = await callProvider(context, url)
  if (status !== 200) return undefined
  try {
    return new X509Certificate(body)
  } catch {
    return undefined
  }
}
