import { SignatureVerificationError } from "../../domain/errors"
import { singleHeader } from "../../signature/header"

const NAMES = ["id", "timestamp", "signature"] as const

/** The three headers of a call, by the names that the specification gives them. */
export interface SignedHeaders {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

/** The beginnings of header names: the specification's, and that of Svix, from which it comes and whose services still use it. */
const PREFIXES = ["webhook-", "svix-"] as const

/**
 * Reads `webhook-id`, `webhook-timestamp` and `webhook-signature`, or the same names with `svix-`. Throws SignatureVerificationError
 * for a call that has any of both kinds: which of them the sender has signed would be a guess, and the id of one kind beside the
 * signature of the other would make a new event of an old one.
 */
export function readHeaders(headers: Readonly<Record<string, string>>): SignedHeaders {
  const present = PREFIXES.filter((prefix) => NAMES.some((name) => Object.hasOwn(headers, prefix + name)))
  if (present.length > 1) throw new SignatureVerificationError("the call has webhook-* and svix-* headers; send one kind only")
  const [prefix = PREFIXES[0]] = present
  return {
    id: singleHeader(headers, `${prefix}id`),
    timestamp: singleHeader(headers, `${prefix}timestamp`),
    signature: singleHeader(headers, `${prefix}signature`),
  }
}
