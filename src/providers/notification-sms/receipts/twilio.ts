import { createHmac } from "node:crypto"
import { MalformedPayloadError, SignatureVerificationError } from "../../../services/domain/errors"
import { anyMatches } from "../../../services/signature/compare"
import { decodeBase64 } from "../../../services/signature/decode"
import { idempotencyKeyIn } from "../twilio/status-callback"
import type { SmsReceipt } from "./receipt"
import { withAndWithoutPort } from "./url-port"

const SHA1_BYTES = 20

const STATES: ReadonlyMap<string, SmsReceipt["state"]> = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "delivered"],
  ["undelivered", "undelivered"],
  ["failed", "undelivered"],
  ["canceled", "undelivered"],
] as const)

export interface TwilioStatusCallback {
  /** The configured `statusCallbackUrl` with the query of the request, undecoded; its host and path are never the request's own. */
  readonly url: string
  /** The header `X-Twilio-Signature`. */
  readonly signature: string | undefined
  /** The form's raw bytes. */
  readonly body: Buffer
}

/**
 * Reads a status callback of Twilio's. Undefined for a status that comes before `sent` and carries no result yet. Throws
 * SignatureVerificationError for a callback that is not signed with one of the account's auth tokens; API keys do not sign.
 * Throws MalformedPayloadError for a signed callback that this cannot read.
 */
export function readTwilioReceipt(
  { url, signature, body }: TwilioStatusCallback,
  authTokens: readonly string[],
): SmsReceipt | undefined {
  const form = new URLSearchParams(body.toString("utf8"))
  requireSigned(url, form, signature, authTokens)
  const messageId = form.get("MessageSid")
  const status = form.get("MessageStatus")
  if (!messageId || !status) throw new MalformedPayloadError("the form has no MessageSid or no MessageStatus")
  const state = STATES.get(status)
  return state && { messageId, state, code: form.get("ErrorCode") || null, idempotencyKey: idempotencyKeyIn(url) ?? null }
}

function requireSigned(url: string, form: URLSearchParams, header: string | undefined, authTokens: readonly string[]): void {
  if (!header) throw new SignatureVerificationError("the X-Twilio-Signature header is missing")
  const signature = decodeBase64(header)
  if (signature?.length !== SHA1_BYTES) {
    throw new SignatureVerificationError("the X-Twilio-Signature header is not the base64 of 20 bytes")
  }
  const fields = signedFields(form)
  const expected = withAndWithoutPort(url).flatMap((candidate) =>
    authTokens.map((token) =>
      createHmac("sha1", token)
        .update(candidate + fields)
        .digest(),
    ),
  )
  if (anyMatches([signature], expected)) return
  throw new SignatureVerificationError(
    "the signature does not match; check that statusCallbackUrl is the URL that Twilio calls, and the account's primary auth token",
  )
}

/** Names in the order of their UTF-16 units, each followed by its value; of a repeated name, each different value once. */
function signedFields(form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort()
  return names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value)).join("")
}
