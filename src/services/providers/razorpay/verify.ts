import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeHex } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { hmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { RazorpayOptions } from "./options"

/** Checks `X-Razorpay-Signature`: hex HMAC-SHA256 over the raw body. Razorpay signs no time. Throws SignatureVerificationError. */
export async function verifyRazorpay(
  { headers, rawBody }: WebhookRequest,
  { options }: ProviderContext<RazorpayOptions>,
): Promise<void> {
  const signature = decodeHex(singleHeader(headers, "x-razorpay-signature"), 32)
  if (!signature) throw new SignatureVerificationError("the X-Razorpay-Signature header is not 64 lower-case hex digits")
  const expected = options.webhookSecrets.map((secret) => hmacSha256(secret, rawBody))
  if (!anyMatches([signature], expected)) {
    throw new SignatureVerificationError(
      "the signature does not match; check that webhookSecrets holds this webhook's secret, and the old one after a change",
    )
  }
}
