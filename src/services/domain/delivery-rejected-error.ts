import { PaymentNotificationError } from "./errors"

/** The meaning of a receiver's refusal for its destination. */
export type Rejection = "retry" | "final" | "gone"

/**
 * A destination refused a message. `retry`: later, as with any failure; `final`: this message never; `gone`: the destination is
 * disabled, because its receiver says that it is there no more.
 *
 * @example
 * ```ts
 * throw new DeliveryRejectedError("the receiver answered 429", { status: 429, retryAfterSeconds: 30 })
 * ```
 */
export class DeliveryRejectedError extends PaymentNotificationError {
  readonly code = "delivery_rejected"
  readonly status = 502
  readonly rejection: Rejection
  override readonly final: boolean
  /** The receiver's HTTP status, where there is one. */
  readonly answerStatus: number | undefined
  /** The beginning of its answer. */
  readonly answer: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    {
      rejection = "retry",
      status,
      answer,
      retryAfterSeconds,
      ...options
    }: ErrorOptions & { rejection?: Rejection; status?: number; answer?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message, options)
    this.rejection = rejection
    this.final = rejection !== "retry"
    this.answerStatus = status
    this.answer = answer
    this.retryAfterSeconds = retryAfterSeconds
  }
}
