import { NO_PROVIDER, type SendFailure } from "../notifications/send-error"
import { describeError } from "../domain/describe-error"
import { backoff } from "../domain/backoff"
import type { RetryOptions } from "../queue/failed-attempt"
import { PROVIDER_WAIT_SECONDS } from "../queue/times"
import type { AttemptOutcome, ClaimedNotification } from "../store/notification-repository"

/** A hand-over that went well, as Medusa's Notification Module reports it. */
export interface HandedOver {
  readonly notificationId: string | null
  readonly providerId: string | null
  /** The provider's own id of the message. */
  readonly externalId: string | null
}

/** One message of a batch, and its outcome. */
export type Attempted = { readonly message: ClaimedNotification } & (
  | { readonly sent: HandedOver }
  | { readonly suppressed: string }
  /** Seconds until it may be sent. */
  | { readonly postponed: number }
  | FailedSend
)

/** A message that could not be handed over, or not even rendered. */
export interface FailedSend {
  readonly error: unknown
  /** The provider's own reason for the failure, where it gives one. */
  readonly failure?: SendFailure | undefined
  /** The provider that failed, where the Module names it. */
  readonly providerId?: string | null
}

interface OutcomeOptions extends RetryOptions {
  readonly failover: Readonly<Record<string, readonly string[]>>
}

/**
 * The outcome of an attempt for its message: sent, not to be sent, retried later, or dead. It is dead if the provider reports
 * that no retry can help, or if the time to retry is over. On a channel that no provider has, it waits,
 * unless it fails over. A provider's own retry delay is kept, unless it ends after that time.
 */
export function outcomeOf(attempt: Attempted, options: OutcomeOptions): AttemptOutcome {
  const { id, attempts, updated_at, give_up_at } = attempt.message
  if ("sent" in attempt) return { id, state: "sent", ...attempt.sent }
  if ("suppressed" in attempt) return { id, state: "suppressed", reason: attempt.suppressed }
  if ("postponed" in attempt) return { id, state: "pending", reason: "quiet_hours", retryInSeconds: attempt.postponed }
  const { failure, providerId = null } = attempt
  const { code, message } = describeError(attempt.error)
  // Known beforehand where the configuration names the providers. Where it does not, the message waits, too.
  if (failure?.code === NO_PROVIDER && !options.failover[attempt.message.channel]) {
    return { id, state: "pending", reason: NO_PROVIDER, lastError: message, retryInSeconds: PROVIDER_WAIT_SECONDS, providerId }
  }
  const pause = backoff(attempts, { initialSeconds: options.retryInitialSeconds, maxSeconds: options.retryMaxSeconds })
  const retryInSeconds = Math.max(pause, failure?.retryAfterSeconds ?? 0)
  // By the database's clock: that of the claim.
  const tooLate = updated_at.getTime() + retryInSeconds * 1000 > give_up_at.getTime()
  const state = failure?.kind === "permanent" || tooLate ? "dead" : "failed"
  return { id, state, reason: failure?.code ?? code, lastError: message, retryInSeconds, providerId }
}
