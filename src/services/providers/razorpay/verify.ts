import { SignatureVerificationError } from "../../domain/errors"
import { decodeHex } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { anyHmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { RazorpayOptions } from "./options"

/** Verifies `X-Razorpay-Signature`: hex HMAC-SHA256 over the raw body. Razorpay signs no time. Throws SignatureVerificationError. */
export async function verifyRazorpay(
  { headers, rawBody }: WebhookRequest,
  { options }: ProviderContext<RazorpayOptions>,
): Promise<void> {
  const signature = singleHeader(headers, "x-razorpay-signature")
  if (anyHmacSha256(options.webhookSecrets, rawBody, signature, "hex")) return
  throw new SignatureVerificationError(
    decodeHex(signature, 32)
      ? "the signature does not match; check that webhookSecrets holds this webhook's secret, and the old one after a change"
      : "the X-Razorpay-Signature header is not 64 lower-case hex digits",
  )
}
