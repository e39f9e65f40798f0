import { sign as signWith, type KeyObject } from "node:crypto"
import { decodeBase64 } from "../../../../signature/decode"
import { ed25519PrivateKey } from "../../../../signature/ed25519"
import { hmacSha256 } from "../../../../signature/hmac"
import { makeSecret } from "../../../secrets/make-secret"
import { unixSeconds, type Dialect, type SignableMessage } from "./dialect"

/** The specification asks for 24 to 64 bytes; more does no harm, less can be guessed. */
const MIN_SECRET_BYTES = 24

const SEED_BYTES = 32

type Key = { readonly version: "v1"; readonly key: Buffer } | { readonly version: "v1a"; readonly key: KeyObject }

/** `whsec_` holds the bytes of a shared secret, `whsk_` a seed of ed25519, with or without its public half behind it. */
function readKey(text: string): Key | string {
  const [, prefix, base64 = ""] = /^(whsec|whsk)_(.*)$/.exec(text) ?? []
  if (!prefix) return 'must start with "whsec_" (shared secret) or "whsk_" (ed25519 private key)'
  const bytes = decodeBase64(base64)
  if (!bytes) return `is not base64 after "${prefix}_"; paste it again, "=" signs included`
  if (prefix === "whsec") {
    if (bytes.length < MIN_SECRET_BYTES) return `is too short; use a secret of ${MIN_SECRET_BYTES} bytes or more`
    return { version: "v1", key: bytes }
  }
  if (bytes.length !== SEED_BYTES && bytes.length !== 2 * SEED_BYTES) return "must hold 32 or 64 bytes of private key"
  return { version: "v1a", key: ed25519PrivateKey(bytes.subarray(0, SEED_BYTES)) }
}

function requireKey(text: string): Key {
  const key = readKey(text)
  if (typeof key === "string") throw new TypeError(`the destination's secret ${key}`)
  return key
}

const signed = ({ version, key }: Key, text: string, body: Buffer): string => {
  const signature = version === "v1" ? hmacSha256(key, text, body) : signWith(null, Buffer.concat([Buffer.from(text), body]), key)
  return `${version},${signature.toString("base64")}`
}

/**
 * Standard Webhooks: `webhook-id`, `webhook-timestamp` of this attempt, and in `webhook-signature` one signature for each valid
 * secret, so that a receiver that has either of them accepts the call.
 */
export const standardWebhooks: Dialect<unknown, SignableMessage> = {
  refuseSecret(secret) {
    const key = readKey(secret)
    return typeof key === "string" ? key : undefined
  },
  makeSecret: () => makeSecret("hmac-sha256"),
  open(_config, secrets) {
    const keys = secrets.map(requireKey)
    if (!keys.length) throw new TypeError("a destination that signs has no valid secret")
    return ({ message: { id, body }, at }) => {
      const timestamp = unixSeconds(at)
      const text = `${id}.${timestamp}.`
      return {
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": keys.map((key) => signed(key, text, body)).join(" "),
      }
    }
  },
}
