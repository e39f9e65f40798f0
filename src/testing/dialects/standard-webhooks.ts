import { createPrivateKey, sign } from "node:crypto"
import { GENERIC_REPORTS } from "../../services/providers/kit/generic-about"
import { decodeBase64 } from "../../services/signature/decode"
import { hmacSha256 } from "../../services/signature/hmac"
import type { Dialect } from "../dialect"
import { genericBody } from "./generic-body"
import { unixSeconds } from "./json-body"

/** `whsec_<base64>` signs v1 (HMAC); `whsk_<base64>` of an ed25519 private key (32-byte seed, or seed and public key) signs v1a. */
export interface StandardWebhooksCredentials {
  readonly secret: string
}

/** DER of an ed25519 private key up to its 32-byte seed. */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex")

function signature(secret: string, signed: Buffer): string {
  const [, prefix, base64 = ""] = /^(whsec|whsk)_(.+)$/.exec(secret) ?? []
  const key = prefix && decodeBase64(base64)
  if (!key) throw new Error("The secret must be whsec_<base64> or whsk_<base64>")
  if (prefix === "whsec") return `v1,${hmacSha256(key, signed).toString("base64")}`
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, key.subarray(0, 32)]), format: "der", type: "pkcs8" })
  return `v1a,${sign(null, signed, privateKey).toString("base64")}`
}

/**
 * The headers a Standard Webhooks sender sends with a body, signed as of `at`.
 *
 * @example
 * ```ts
 * const headers = standardWebhooksHeaders("msg_1", body, { secret }, new Date())
 * ```
 */
export function standardWebhooksHeaders(
  id: string,
  body: Buffer,
  { secret }: StandardWebhooksCredentials,
  at: Date,
): Record<string, string> {
  const timestamp = String(unixSeconds(at))
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature(secret, Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body])),
  }
}

const EXAMPLE_SECRET = `whsec_${Buffer.from("example-standard-webhooks-secret").toString("base64")}`

/**
 * The generic event body under the `webhook-*` headers.
 *
 * @example
 * ```ts
 * const { credentials, options } = standardWebhooksDialect.example({ webhookUrl, apiUrl })
 * const { headers, body } = standardWebhooksDialect.sign(event, credentials, new Date())
 * ```
 */
export const standardWebhooksDialect: Dialect<StandardWebhooksCredentials> = {
  provider: "standard-webhooks",
  speaks: GENERIC_REPORTS,
  sign(event, credentials, at) {
    const body = genericBody(event)
    return { method: "POST", headers: standardWebhooksHeaders(event.id, body, credentials, at), body }
  },
  example: () => ({ credentials: { secret: EXAMPLE_SECRET }, options: { secrets: [EXAMPLE_SECRET] } }),
}
