import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeBase64 } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { hmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import { requireLogin } from "./basic-auth"
import { additionalText, readNotification } from "./notification"
import type { AdyenOptions } from "./options"
import { signedText } from "./signed-text"

/**
 * Checks the login, where one is configured, and the HMAC-SHA256 of every item or of the whole body; the options say which, never
 * the call. Throws SignatureVerificationError, and MalformedPayloadError for a body in which no signature can be found or trusted.
 */
export async function verifyAdyen(request: WebhookRequest, { options }: ProviderContext<AdyenOptions>): Promise<void> {
  if (options.basicAuth) requireLogin(request, options.basicAuth)
  if (options.signature === "header") {
    requireSignature(options.hmacKeys, singleHeader(request.headers, "hmacsignature"), request.rawBody, "the body")
    return
  }
  for (const [index, item] of readNotification(request.rawBody).items.entries()) {
    const signature = additionalText(item, "hmacSignature")
    if (!signature) {
      throw new SignatureVerificationError(`item ${index} is not signed; generate an HMAC key for the webhook at Adyen`)
    }
    requireSignature(options.hmacKeys, signature, signedText(item), `item ${index}`)
  }
}

function requireSignature(keys: readonly Buffer[], base64: string, signed: string | Buffer, what: string): void {
  const signature = decodeBase64(base64)
  const expected = keys.map((key) => hmacSha256(key, signed))
  if (!signature || !anyMatches([signature], expected)) {
    throw new SignatureVerificationError(`the signature of ${what} does not match; check that hmacKeys holds this webhook's key`)
  }
}
