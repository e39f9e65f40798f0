import { SignatureVerificationError } from "../../domain/errors"
import type { Environment } from "./environment"

/**
 * The only places a certificate may come from. Matched as text and as a whole, never parsed: a parser drops tabs, reads "\" as
 * "/", finds user names and ports, and the one that checks need not be the one that fetches.
 */
const PLACE: Readonly<Record<Environment, RegExp>> = {
  live: /^https:\/\/api(?:-m)?\.paypal\.com\/v1\/notifications\/certs\/[A-Za-z0-9_-]{1,128}$/,
  sandbox: /^https:\/\/api(?:-m)?\.sandbox\.paypal\.com\/v1\/notifications\/certs\/[A-Za-z0-9_-]{1,128}$/,
}

/**
 * Throws SignatureVerificationError unless `text` is a certificate's URL at PayPal's own host of this environment: whoever chooses
 * the certificate chooses who may sign, and whoever chooses the host makes this server call it.
 */
export function requireCertificateUrl(text: string, environment: Environment): string {
  if (PLACE[environment].test(text)) return text
  throw new SignatureVerificationError(
    `the paypal-cert-url header is not a certificate of PayPal's ${environment} environment; check the option environment`,
  )
}
