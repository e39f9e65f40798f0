import { MalformedPayloadError, PayloadTooLargeError, SignatureVerificationError, UnknownAccountError } from "./errors"

/** What can become of a webhook call; every call is exactly one. */
export const CALL_OUTCOMES = [
  /** Verified and answered with 2xx; it brought something new, or nothing to keep. */
  "accepted",
  /** Verified and answered with 2xx: everything it told was there already. */
  "duplicate",
  /** The signature is missing, wrong, too old or too new. */
  "forged",
  /** A bad signature that the provider itself sent, to see it refused. */
  "probe",
  "malformed",
  "too_large",
  "unknown_account",
  /** A fault of ours or of the provider's API, answered with 5xx: it is sent again. */
  "unavailable",
] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

export const isCallOutcome = (outcome: string): outcome is CallOutcome => (CALL_OUTCOMES as readonly string[]).includes(outcome)

/** What can become of an attempt at a webhook event; after `failed` there is another one. */
export const EVENT_OUTCOMES = ["processed", "ignored", "quarantined", "failed", "dead"] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

/** No id of an account: those of made-up URLs are whatever a caller writes, and are counted together. */
export const UNKNOWN_ACCOUNT = "(unknown)"

/** What a call is counted as that was answered with this error. */
export function refusalOutcome(error: unknown): CallOutcome {
  if (error instanceof SignatureVerificationError) return error.isProbe ? "probe" : "forged"
  if (error instanceof MalformedPayloadError) return "malformed"
  if (error instanceof PayloadTooLargeError) return "too_large"
  if (error instanceof UnknownAccountError) return "unknown_account"
  return "unavailable"
}
