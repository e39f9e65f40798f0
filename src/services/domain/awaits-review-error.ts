import { PaymentNotificationError } from "./errors"

/** The fact builds on money that is quarantined: it waits for a person's decision with it, however long that takes. */
export class AwaitsReviewError extends PaymentNotificationError {
  readonly code = "awaits_review"
  readonly status = 409
  /** Ids of the attention items about that money. */
  readonly items: readonly string[]

  constructor(message: string, { items = [], ...options }: ErrorOptions & { items?: readonly string[] } = {}) {
    super(message, options)
    this.items = items
  }
}
