import { SignatureVerificationError } from "../../domain/errors"
import { decodeBase64 } from "../../signature/decode"

/** The signatures of a `webhook-signature` header by version. */
export interface Signatures {
  readonly v1: readonly Buffer[]
  readonly v1a: readonly Buffer[]
}

/**
 * Reads a space-separated list of `<version>,<base64>`. Versions that are not known are passed over, since a sender may add newer ones.
 * Throws SignatureVerificationError for anything that is no such list.
 */
export function readSignatures(header: string): Signatures {
  const entries = header.split(" ").map((entry) => /^(v\w+),([^,\s]+)$/.exec(entry))
  if (!entries.every((entry) => entry !== null)) {
    throw new SignatureVerificationError("the webhook-signature header is not a list of v1,… entries")
  }
  const of = (version: keyof Signatures) =>
    entries.flatMap(([, name, base64 = ""]) => (name === version ? (decodeBase64(base64) ?? []) : []))
  return { v1: of("v1"), v1a: of("v1a") }
}
