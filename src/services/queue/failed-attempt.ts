import { PaymentNotificationError } from "../domain/errors"
import { backoff } from "../domain/backoff"
import { describeError } from "../domain/describe-error"

/** What is tried until it succeeds or its time is over: a webhook event, a notification. */
interface Attempted {
  readonly attempts: number
  /** When the attempt was claimed, by the database's clock like `give_up_at`: machines' own clocks differ. */
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

/** What a failed attempt means: another one later, or none, when its span is over or the error says that none can help. */
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
