import { SignatureVerificationError } from "../../domain/errors"
import { singleHeader } from "../../signature/header"
import { anyHmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import { requireLogin } from "./basic-auth"
import { peekJson } from "../kit/read-json"
import { additionalText } from "./item"
import { keepVerified, requireNotification } from "./notification"
import type { AdyenOptions } from "./options"

/**
 * Verifies the login, where one is configured, and the HMAC-SHA256 of every item or of the whole body. The options decide which, never the
 * call. Throws SignatureVerificationError, and MalformedPayloadError for a body in which no signature can be found or trusted.
 */
export async function verifyAdyen(request: WebhookRequest, { options }: ProviderContext<AdyenOptions>): Promise<void> {
  const { headers, rawBody } = request
  const { basicAuth, hmacKeys } = options
  if (basicAuth) requireLogin(request, basicAuth)
  if (options.signature === "header") {
    if (!anyHmacSha256(hmacKeys, rawBody, singleHeader(headers, "hmacsignature"), "base64")) throw mismatch("the body")
    return
  }
  const notification = requireNotification(peekJson(rawBody))
  notification.items.forEach((item, index) => {
    const signature = additionalText(item, "hmacSignature")
    if (!signature) {
      throw new SignatureVerificationError(`item ${index} is not signed; generate an HMAC key for the webhook at Adyen`)
    }
    if (!anyHmacSha256(hmacKeys, item.signed, signature, "base64")) throw mismatch(`item ${index}`)
  })
  keepVerified(request, notification)
}

const mismatch = (what: string): SignatureVerificationError =>
  new SignatureVerificationError(`the signature of ${what} does not match; check that hmacKeys holds this webhook's key`)
