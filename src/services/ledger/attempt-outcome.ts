import { readSendFailure } from "../../providers/send-error"
import { describeError } from "../inbox/describe-error"
import { backoff } from "../inbox/backoff"
import type { RetryOptions } from "../inbox/failed-attempt"
import type { ClaimedNotification, NotificationSettlement } from "../store/notification-repository"

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
  /** With the provider that failed, where the Module tells it. */
  | { readonly error: unknown; readonly providerId?: string | null }
)

/**
 * What an attempt means for its message: sent, not to be sent, another attempt later, or none: the provider says that none can help,
 * or the time to try is over. A provider that asks to be left alone is, unless that would take too long.
 */
export function outcomeOf(attempt: Attempted, options: RetryOptions): NotificationSettlement {
  const { id, attempts, updated_at, give_up_at } = attempt.message
  if ("sent" in attempt) return { id, state: "sent", ...attempt.sent }
  if ("suppressed" in attempt) return { id, state: "suppressed", reason: attempt.suppressed }
  if ("postponed" in attempt) return { id, state: "pending", reason: "quiet_hours", retryInSeconds: attempt.postponed }
  const { code, message } = describeError(attempt.error)
  const failure = readSendFailure(message)
  const pause = backoff(attempts, { initialSeconds: options.retryInitialSeconds, maxSeconds: options.retryMaxSeconds })
  const retryInSeconds = Math.max(pause, failure?.retryAfterSeconds ?? 0)
  // By the database's clock: that of the claim.
  const tooLate = updated_at.getTime() + retryInSeconds * 1000 > give_up_at.getTime()
  const state = failure?.kind === "permanent" || tooLate ? "dead" : "failed"
  const { providerId = null } = attempt
  return { id, state, reason: failure?.code ?? code, lastError: message, retryInSeconds, providerId }
}
