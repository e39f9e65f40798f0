import { PaymentNotificationError } from "../domain/errors"
import { backoff } from "../domain/backoff"
import { describeError } from "../domain/describe-error"

/** A row that is tried until it succeeds or its time is over: a webhook event, a notification. */
interface Attempted {
  readonly attempts: number
  /** When the attempt was claimed. It is the database's clock, as in `give_up_at`: machines' own clocks differ. */
  readonly updated_at: Date
  readonly give_up_at: Date
}

export interface RetryOptions {
  readonly retryInitialSeconds: number
  readonly retryMaxSeconds: number
}

export interface FailedAttempt {
  readonly state: "failed" | "dead"
  readonly reason: string
  readonly lastError: string
  readonly retryInSeconds: number
}

/** The outcome of a failed attempt: a retry later, or `dead` if its time is over or the error says that no retry can help. */
export function failedAttempt(
  { attempts, updated_at, give_up_at }: Attempted,
  error: unknown,
  options: RetryOptions,
): FailedAttempt {
  const { code, message } = describeError(error)
  const retryInSeconds = backoff(attempts, { initialSeconds: options.retryInitialSeconds, maxSeconds: options.retryMaxSeconds })
  const final = error instanceof PaymentNotificationError && error.final
  const tooLate = updated_at.getTime() + retryInSeconds * 1000 > give_up_at.getTime()
  return { state: final || tooLate ? "dead" : "failed", reason: code, lastError: message, retryInSeconds }
}
