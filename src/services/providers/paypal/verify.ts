import { constants, verify } from "node:crypto"
import { crc32 } from "node:zlib"
import { SignatureVerificationError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { PayPalOptions } from "./options"
import { signingCertificates } from "./signing-certificates"
import { requireRecent } from "./transmission-time"

/** It holds no "|", which separates the signed fields. */
const TRANSMISSION_ID = /^[A-Za-z0-9-]{1,64}$/

/**
 * Verifies PayPal's signature: RSA with SHA-256 over `id|time|webhook id|CRC32 of the raw body`, the CRC32 as an unsigned decimal
 * number. It vouches for the CRC32 only, and anybody can change the body and keep its CRC32; `refetch` makes up for that. Throws
 * SignatureVerificationError, and ProviderUnavailableError when the certificate cannot be fetched.
 */
export async function verifyPayPal(request: WebhookRequest, context: ProviderContext<PayPalOptions>): Promise<void> {
  const { headers, rawBody } = request
  if (singleHeader(headers, "paypal-auth-algo") !== "SHA256withRSA") {
    throw new SignatureVerificationError("the paypal-auth-algo header is not SHA256withRSA, the only algorithm that is accepted")
  }
  const id = singleHeader(headers, "paypal-transmission-id")
  if (!TRANSMISSION_ID.test(id)) throw new SignatureVerificationError("the paypal-transmission-id header is no id")
  const time = singleHeader(headers, "paypal-transmission-time")
  requireRecent(time, context.options.toleranceSeconds, context.now())
  const signature = decodeBase64(singleHeader(headers, "paypal-transmission-sig"))
  if (!signature) throw new SignatureVerificationError("the paypal-transmission-sig header is not base64")
  const certificates = await signingCertificates(request, context)
  const checksum = crc32(rawBody)
  const signed = context.options.webhookIds.some((webhookId) => {
    // The text of the time as it came, not as we would write it; the webhook id from the options, never from the request.
    const message = Buffer.from(`${id}|${time}|${webhookId}|${checksum}`)
    return certificates.some(({ publicKey: key }) =>
      verify("RSA-SHA256", message, { key, padding: constants.RSA_PKCS1_PADDING }, signature),
    )
  })
  if (!signed) {
    throw new SignatureVerificationError("PayPal's signature does not match; check that webhookIds holds this webhook's ID")
  }
}
