import { MalformedPayloadError, PayloadTooLargeError, SignatureVerificationError, UnknownAccountError } from "./errors"

/** The outcomes of a webhook call; every call has exactly one. */
export const CALL_OUTCOMES = [
  /** Verified and answered with 2xx; it brought a new event, or none to record. */
  "accepted",
  /** Verified and answered with 2xx: all its events were recorded already. */
  "duplicate",
  /** The signature is missing, wrong, too old or too new. */
  "forged",
  /** A bad signature that the provider itself sent, to see it refused. */
  "probe",
  "malformed",
  "too_large",
  "unknown_account",
  /** A fault of ours or of the provider's API, answered with 5xx: the provider sends it again. */
  "unavailable",
] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

export const isCallOutcome = (outcome: string): outcome is CallOutcome => (CALL_OUTCOMES as readonly string[]).includes(outcome)

/** The outcomes of an attempt at a webhook event; after `failed` there is another one. */
export const EVENT_OUTCOMES = ["processed", "ignored", "quarantined", "failed", "dead"] as const
export type EventOutcome = (typeof EVENT_OUTCOMES)[number]

/** Stands for unknown account ids: a caller can make up any id in a URL, so they are counted together. */
export const UNKNOWN_ACCOUNT = "(unknown)"

/** The outcome of a call that was answered with this error. */
export function refusalOutcome(error: unknown): CallOutcome {
  if (error instanceof SignatureVerificationError) return error.isProbe ? "probe" : "forged"
  if (error instanceof MalformedPayloadError) return "malformed"
  if (error instanceof PayloadTooLargeError) return "too_large"
  if (error instanceof UnknownAccountError) return "unknown_account"
  return "unavailable"
}
