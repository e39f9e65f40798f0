import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeHex } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { hmacSha512 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { PaystackOptions } from "./options"

const HEADER = "x-paystack-signature"
const SHA512_BYTES = 64

/** Verifies `x-paystack-signature`: hex HMAC-SHA512 over the body, keyed with the API secret key. Throws SignatureVerificationError. */
export async function verifyPaystack(
  { headers, rawBody }: WebhookRequest,
  { options }: ProviderContext<PaystackOptions>,
): Promise<void> {
  const signature = decodeHex(singleHeader(headers, HEADER), SHA512_BYTES)
  if (!signature) {
    throw new SignatureVerificationError(`the ${HEADER} header is not 128 hex digits; Paystack signs with HMAC-SHA512`)
  }
  const expected = options.secretKeys.map((key) => hmacSha512(key, rawBody))
  if (!anyMatches([signature], expected)) {
    throw new SignatureVerificationError(
      "the signature does not match; check that secretKeys holds the API secret key of the business and mode that sends here",
    )
  }
}
