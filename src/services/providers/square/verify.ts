import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeBase64 } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { hmacSha256 } from "../../signature/hmac"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { SquareOptions } from "./options"

const HEADER = "x-square-hmacsha256-signature"
const SHA256_BYTES = 32

/**
 * Verifies `x-square-hmacsha256-signature`: base64 HMAC-SHA256 over the notification URL followed by the body, keyed with the
 * signature key as text. The legacy `x-square-signature` (SHA-1) counts for nothing. Throws SignatureVerificationError.
 */
export async function verifySquare(
  { headers, rawBody }: WebhookRequest,
  { options: { signatureKeys, notificationUrls } }: ProviderContext<SquareOptions>,
): Promise<void> {
  const signature = decodeBase64(singleHeader(headers, HEADER))
  if (signature?.length !== SHA256_BYTES) {
    throw new SignatureVerificationError(`the ${HEADER} header is not the base64 of 32 bytes`)
  }
  const matches = (urls: readonly string[]): boolean =>
    anyMatches(
      [signature],
      urls.flatMap((url) => signatureKeys.map((key) => hmacSha256(key, url, rawBody))),
    )
  if (matches(notificationUrls)) return
  if (matches(notificationUrls.map(otherSlash))) {
    throw new SignatureVerificationError(
      "the signature fits a notification URL that differs in its trailing slash; write notificationUrls exactly as registered at Square",
    )
  }
  throw new SignatureVerificationError(
    "the signature does not match; check that notificationUrls is the URL registered at Square, and signatureKeys that subscription's key",
  )
}

const otherSlash = (url: string): string => (url.endsWith("/") ? url.slice(0, -1) : `${url}/`)
