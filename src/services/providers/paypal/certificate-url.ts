import { SignatureVerificationError } from "../../domain/errors"
import type { Environment } from "./environment"

/**
 * The only addresses a certificate may come from. They are matched as text and as a whole, never parsed. A parser drops tabs,
 * reads "\" as "/" and finds user names and ports, and the parser that verifies need not be the one that fetches.
 */
const PLACE: Readonly<Record<Environment, RegExp>> = {
  live: /^https:\/\/api(?:-m)?\.paypal\.com\/v1\/notifications\/certs\/[A-Za-z0-9_-]{1,128}$/,
  sandbox: /^https:\/\/api(?:-m)?\.sandbox\.paypal\.com\/v1\/notifications\/certs\/[A-Za-z0-9_-]{1,128}$/,
}

/**
 * Throws SignatureVerificationError unless `text` is a certificate's URL at PayPal's own host of this environment. A sender who
 * chooses the certificate chooses who may sign, and a sender who chooses the host makes this server call it.
 */
export function requireCertificateUrl(text: string, environment: Environment): string {
  if (PLACE[environment].test(text)) return text
  throw new SignatureVerificationError(
    `the paypal-cert-url header is not a certificate of PayPal's ${environment} environment; check the option environment`,
  )
}
