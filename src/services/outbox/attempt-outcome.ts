import type { SendFailure } from "../notifications/send-error"
import { describeError } from "../domain/describe-error"
import { backoff } from "../domain/backoff"
import type { RetryOptions } from "../queue/failed-attempt"
import type { AttemptOutcome, ClaimedNotification } from "../store/notification-repository"

/** A hand-over that went well, as Medusa's Notification Module tells of it. */
export interface HandedOver {
  readonly notificationId: string | null
  readonly providerId: string | null
  /** The provider's own id of the message. */
  readonly externalId: string | null
}

/** One message of a batch, and what came of it. */
export type Attempted = { readonly message: ClaimedNotification } & (
  | { readonly sent: HandedOver }
  | { readonly suppressed: string }
  /** Not now: seconds until it may be sent. */
  | { readonly postponed: number }
  | FailedSend
)

/** A message that could not be handed over, or not even be made. */
export interface FailedSend {
  readonly error: unknown
  /** The provider's own word on the failure, where it has one. */
  readonly failure?: SendFailure | undefined
  /** The provider that failed, where the Module tells it. */
  readonly providerId?: string | null
}

/**
 * What an attempt means for its message: sent, not to be sent, another attempt later, or none: the provider says that none can help,
 * or the time to try is over. A provider that asks to be left alone is, unless that would take too long.
 */
export function outcomeOf(attempt: Attempted, options: RetryOptions): AttemptOutcome {
  const { id, attempts, updated_at, give_up_at } = attempt.message
  if ("sent" in attempt) return { id, state: "sent", ...attempt.sent }
  if ("suppressed" in attempt) return { id, state: "suppressed", reason: attempt.suppressed }
  if ("postponed" in attempt) return { id, state: "pending", reason: "quiet_hours", retryInSeconds: attempt.postponed }
  const { failure, providerId = null } = attempt
  const { code, message } = describeError(attempt.error)
  const pause = backoff(attempts, { initialSeconds: options.retryInitialSeconds, maxSeconds: options.retryMaxSeconds })
  const retryInSeconds = Math.max(pause, failure?.retryAfterSeconds ?? 0)
  // By the database's clock: that of the claim.
  const tooLate = updated_at.getTime() + retryInSeconds * 1000 > give_up_at.getTime()
  const state = failure?.kind === "permanent" || tooLate ? "dead" : "failed"
  return { id, state, reason: failure?.code ?? code, lastError: message, retryInSeconds, providerId }
}
