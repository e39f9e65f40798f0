import {
  MalformedPayloadError,
  PayloadTooLargeError,
  SignatureVerificationError,
  SlowBodyError,
  UnknownAccountError,
} from "./errors"

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

/** The outcome of an ignored event with its reason, which is counted beside `ignored`. */
export type IgnoredOutcome = `ignored:${string}`

export const ignoredFor = (reason: string | null | undefined): IgnoredOutcome => `ignored:${reason ?? "unknown"}`

/** The reason that such an outcome counts; undefined for any other. */
export const reasonIgnored = (outcome: string): string | undefined =>
  outcome.startsWith("ignored:") ? outcome.slice("ignored:".length) : undefined

/** Stands for unknown account ids: a caller can make up any id in a URL, so they are counted together. */
export const UNKNOWN_ACCOUNT = "(unknown)"

/** The outcome of a call that was answered with this error. */
export function refusalOutcome(error: unknown): CallOutcome {
  if (error instanceof SignatureVerificationError) return error.isProbe ? "probe" : "forged"
  // Counted with bodies that are cut off: in both, the caller did not send what it announced.
  if (error instanceof MalformedPayloadError || error instanceof SlowBodyError) return "malformed"
  if (error instanceof PayloadTooLargeError) return "too_large"
  if (error instanceof UnknownAccountError) return "unknown_account"
  return "unavailable"
}
