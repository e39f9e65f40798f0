import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { singleHeader } from "../../signature/header"
import { hmacSha256 } from "../../signature/hmac"
import { requireFresh } from "../../signature/timestamp"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { StripeOptions } from "./options"
import { readSignatureHeader } from "./signature-header"

/** Verifies `Stripe-Signature`: HMAC-SHA256 over `t.rawBody`, keyed with the whole `whsec_…` text. Throws SignatureVerificationError. */
export async function verifyStripe(
  { headers, rawBody }: WebhookRequest,
  { options, now }: ProviderContext<StripeOptions>,
): Promise<void> {
  const { timestamp, signatures } = readSignatureHeader(singleHeader(headers, "stripe-signature"))
  requireFresh(timestamp, options.toleranceSeconds, now())
  const expected = options.signingSecrets.map((secret) => hmacSha256(secret, `${timestamp}.`, rawBody))
  if (!anyMatches(signatures, expected)) {
    throw new SignatureVerificationError("no v1 signature matches; check that signingSecrets holds this endpoint's secret")
  }
}
