import type { ProviderContext, WebhookReply, WebhookRequest } from "../provider"
import { isChallenge } from "./challenge"
import type { BraintreeOptions } from "./options"
import { braintreeHmac } from "./signature"

/** Answers `GET ?bt_challenge=<hex>` with `<public key>|<HMAC>`, by which Braintree knows the URL as ours. Undefined for anything else. */
export function handshakeBraintree(
  { url }: WebhookRequest,
  { options }: ProviderContext<BraintreeOptions>,
): WebhookReply | undefined {
  const [challenge, ...others] = new URLSearchParams(url.split("?")[1]).getAll("bt_challenge")
  const [key] = options.keys
  if (!challenge || others.length || !isChallenge(challenge) || !key) return undefined
  const body = `${key.publicKey}|${braintreeHmac(key.privateKey, challenge).toString("hex")}`
  return { status: 200, contentType: "text/plain", body }
}
