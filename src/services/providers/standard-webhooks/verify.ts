import { SignatureVerificationError } from "../../domain/errors"
import { anyMatches } from "../../signature/compare"
import { anySigned } from "../../signature/ed25519"
import { hmacSha256 } from "../../signature/hmac"
import { requireFresh } from "../../signature/timestamp"
import type { ProviderContext, WebhookRequest } from "../provider"
import { readHeaders } from "./headers"
import type { StandardWebhooksOptions } from "./options"
import { readSignatures } from "./signatures"

/** Verifies the three `webhook-*` or `svix-*` headers over `id.timestamp.rawBody`. Throws SignatureVerificationError. */
export async function verifyStandardWebhook(
  { headers, rawBody }: WebhookRequest,
  { options, now }: ProviderContext<StandardWebhooksOptions>,
): Promise<void> {
  const { id, timestamp, signature } = readHeaders(headers)
  const { v1, v1a } = readSignatures(signature)
  requireFresh(timestamp, options.toleranceSeconds, now())
  const signed = `${id}.${timestamp}.`
  const secrets = options.secrets.flatMap((secret) => (secret.version === "v1" ? [secret.key] : []))
  const publicKeys = options.secrets.flatMap((secret) => (secret.version === "v1a" ? [secret.key] : []))
  const expected = secrets.map((key) => hmacSha256(key, signed, rawBody))
  const shared = anyMatches(v1, expected)
  const asymmetric =
    v1a.length > 0 && publicKeys.length > 0 && anySigned(Buffer.concat([Buffer.from(signed), rawBody]), v1a, publicKeys)
  if (!shared && !asymmetric) {
    throw new SignatureVerificationError("no signature matches; check that secrets holds this endpoint's secret or public key")
  }
}
