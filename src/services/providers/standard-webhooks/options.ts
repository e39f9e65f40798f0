import { z } from "@medusajs/framework/zod"
import type { KeyObject } from "node:crypto"
import { decodeBase64 } from "../../signature/decode"
import { ed25519PublicKey } from "../../signature/ed25519"
import { listOfSecrets, providerOptions, secretText, toleranceSeconds } from "../kit/provider-options"

/** A key and the only signature version it may verify, so that a public key can never serve as an HMAC secret. */
export type VerificationKey =
  { readonly version: "v1"; readonly key: Buffer } | { readonly version: "v1a"; readonly key: KeyObject }

/** The specification asks for 24 to 64 bytes; more does no harm, less can be guessed. */
const MIN_SECRET_BYTES = 24
const PUBLIC_KEY_BYTES = 32

function readKey(text: string): VerificationKey | string {
  const [, prefix, base64 = ""] = /^(whsec|whpk)_(.*)$/.exec(text) ?? []
  if (!prefix) return 'must start with "whsec_" (shared secret) or "whpk_" (ed25519 public key)'
  const bytes = decodeBase64(base64)
  if (!bytes) return `is not base64 after "${prefix}_"; paste it again, "=" signs included`
  if (prefix === "whpk") {
    return bytes.length === PUBLIC_KEY_BYTES
      ? { version: "v1a", key: ed25519PublicKey(bytes) }
      : `must hold ${PUBLIC_KEY_BYTES} bytes of public key`
  }
  return bytes.length >= MIN_SECRET_BYTES
    ? { version: "v1", key: bytes }
    : `is too short; use a secret of ${MIN_SECRET_BYTES} bytes or more`
}

const secret = secretText.transform((text, { issues }): VerificationKey => {
  const key = readKey(text)
  if (typeof key !== "string") return key
  // The value is left out: issues end up in logs.
  issues.push({ code: "custom", message: key, input: undefined })
  return z.NEVER
})

export const standardWebhooksOptions = providerOptions({
  /** `whsec_…` shared secrets (v1) and `whpk_…` ed25519 public keys (v1a). */
  secrets: listOfSecrets(secret),
  /** Most seconds between the sender's signed timestamp and our clock, before or after. */
  toleranceSeconds,
})

export type StandardWebhooksOptions = z.output<typeof standardWebhooksOptions>
