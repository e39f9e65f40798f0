import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { hmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import { askAboutClassic } from "./classic"
import type { MollieOptions } from "./options"
import { readSignatures } from "./signature-header"

/**
 * Verifies `X-Mollie-Signature`: hex HMAC-SHA256 over the raw body. Mollie signs no time. A classic account, whose calls nobody signs,
 * asks Mollie instead. Throws SignatureVerificationError; for classic accounts also MalformedPayloadError and ProviderUnavailableError.
 */
export async function verifyMollie(request: WebhookRequest, context: ProviderContext<MollieOptions>): Promise<void> {
  const { classic, signingSecrets = [] } = context.options
  if (classic) return askAboutClassic(request, context)
  const signatures = readSignatures(request.headers)
  const expected = signingSecrets.map((secret) => hmacSha256(secret, request.rawBody))
  if (!anyMatches(signatures, expected)) {
    throw new SignatureVerificationError("no signature matches; check that signingSecrets holds this webhook's secret")
  }
}
