import { randomBytes } from "node:crypto"
import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { decodeHex } from "../../signature/decode"
import { singleHeader } from "../../signature/header"
import { hmacSha256 } from "../../signature/hmac"
import { requireFresh } from "../../signature/timestamp"
import type { ProviderContext, WebhookRequest } from "../provider"
import type { HmacOptions } from "./options"

/** The secrets for an unknown key id, so that the time taken does not reveal which ids exist. */
const DUMMY_SECRETS: readonly (string | Buffer)[] = [randomBytes(32)]

/** Verifies `Authorization: HMAC <key id>:<hex>` over the raw body, or over `<timestamp>.<rawBody>`. Throws SignatureVerificationError. */
export async function verifyHmac(
  { headers, rawBody }: WebhookRequest,
  { options, now }: ProviderContext<HmacOptions>,
): Promise<void> {
  const { keyId, signature } = readAuthorization(singleHeader(headers, "authorization"))
  const signed: (string | Buffer)[] = [rawBody]
  if (options.timestamp) {
    const timestamp = singleHeader(headers, options.timestamp.header)
    requireFresh(timestamp, options.timestamp.toleranceSeconds, now())
    signed.unshift(`${timestamp}.`)
  }
  const secrets = options.keys.get(keyId)
  const expected = (secrets ?? DUMMY_SECRETS).map((secret) => hmacSha256(secret, ...signed))
  if (!anyMatches([signature], expected) || !secrets) {
    throw new SignatureVerificationError(
      "the signature does not match; check the key id and that its secrets hold the sender's secret",
    )
  }
}

/** Splits at the last ":", because a key id may hold one and a signature cannot. The header is never echoed: logs are read by many. */
function readAuthorization(header: string): { keyId: string; signature: Buffer } {
  const [, keyId, hex] = /^HMAC (\S+):([^:\s]+)$/i.exec(header) ?? []
  // Senders on .NET and Java commonly write upper-case hex; it names the same bytes.
  const signature = hex && decodeHex(hex.toLowerCase(), 32)
  if (!keyId || !signature) throw new SignatureVerificationError("the Authorization header is not HMAC <key id>:<64 hex digits>")
  return { keyId, signature }
}
