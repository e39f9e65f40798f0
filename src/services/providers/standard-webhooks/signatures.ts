import { SignatureVerificationError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"

const ENTRY = /^(v\w+),([^,\s]+)$/

/** The signatures of a `webhook-signature` header by version. */
export interface Signatures {
  readonly v1: readonly Buffer[]
  readonly v1a: readonly Buffer[]
}

/**
 * Reads a space-separated list of `<version>,<base64>`. Unknown versions are ignored, since a sender may add newer ones. Throws
 * SignatureVerificationError for anything that is no such list.
 */
export function readSignatures(header: string): Signatures {
  const signatures = { v1: [] as Buffer[], v1a: [] as Buffer[] }
  for (const entry of header.split(" ")) {
    const [, version, base64 = ""] = ENTRY.exec(entry) ?? []
    if (!version) throw new SignatureVerificationError("the webhook-signature header is not a list of v1,… entries")
    if (version !== "v1" && version !== "v1a") continue
    const signature = decodeBase64(base64)
    if (signature) signatures[version].push(signature)
  }
  return signatures
}
