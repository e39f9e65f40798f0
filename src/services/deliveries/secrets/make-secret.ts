import { generateKeyPairSync, randomBytes } from "node:crypto"

/** A new secret, shown once and never again. `publicKey` is for receivers, who verify with it and can sign nothing. */
export interface MadeSecret {
  readonly secret: string
  readonly publicKey?: string
}

/** `text` is for dialects that take the secret letter for letter. */
export type SecretAlgorithm = "hmac-sha256" | "ed25519" | "text"

const SECRET_BYTES = 32
const KEY_BYTES = 32

/**
 * Makes a secret of 256 bits: `whsec_…` or `whsk_…` with its `whpk_…`, as Standard Webhooks spells them, or base64url.
 *
 * @example
 * ```ts
 * makeSecret("hmac-sha256") // { secret: "whsec_…" }
 * makeSecret("ed25519") // { secret: "whsk_…", publicKey: "whpk_…" }
 * ```
 */
export function makeSecret(algorithm: SecretAlgorithm): MadeSecret {
  if (algorithm === "text") return { secret: randomBytes(SECRET_BYTES).toString("base64url") }
  if (algorithm === "hmac-sha256") return { secret: `whsec_${randomBytes(SECRET_BYTES).toString("base64")}` }
  const { privateKey, publicKey } = generateKeyPairSync("ed25519")
  // The raw keys end both DER forms.
  const seed = privateKey.export({ format: "der", type: "pkcs8" }).subarray(-KEY_BYTES)
  const point = publicKey.export({ format: "der", type: "spki" }).subarray(-KEY_BYTES)
  return { secret: `whsk_${Buffer.concat([seed, point]).toString("base64")}`, publicKey: `whpk_${point.toString("base64")}` }
}
