import type { AttentionKind } from "./attention-kinds"

/**
 * Base of every error this plugin raises: a stable `code`, the HTTP status it maps to, and whether a retry can help.
 *
 * @example
 * ```ts
 * try {
 *   await provider.verify(request, context)
 * } catch (error) {
 *   if (!(error instanceof PaymentNotificationError)) throw error
 *   response.status(error.status).json({ code: error.code })
 * }
 * ```
 */
export abstract class PaymentNotificationError extends Error {
  abstract readonly code: string
  abstract readonly status: number
  /** `true` when no retry can change the outcome: `dead` at once. Anything not marked is retried. */
  readonly final: boolean = false

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/**
 * The call is not authentic: missing, wrong, too old or too new a signature. The reply never says which.
 *
 * @example
 * ```ts
 * if (!matches) throw new SignatureVerificationError("acme-signature does not match")
 * ```
 */
export class SignatureVerificationError extends PaymentNotificationError {
  readonly code = "signature_verification_failed"
  readonly status = 400
  override readonly final = true
  /** `true` when the provider itself sent a bad signature on purpose, to see it refused: nothing to be alarmed at. */
  readonly isProbe: boolean

  constructor(message: string, { isProbe = false, ...options }: ErrorOptions & { isProbe?: boolean } = {}) {
    super(message, options)
    this.isProbe = isProbe
  }
}

/**
 * The bytes are authentic or unsigned but cannot be read in the provider's format.
 *
 * @example
 * ```ts
 * if (!isSigned(request)) throw new MalformedPayloadError("the body is no form")
 * ```
 */
export class MalformedPayloadError extends PaymentNotificationError {
  readonly code = "malformed_payload"
  readonly status = 400
  override readonly final = true
}

/** The body is larger than the account's `maxBodyBytes`. */
export class PayloadTooLargeError extends PaymentNotificationError {
  readonly code = "payload_too_large"
  readonly status = 413
  override readonly final = true
}

/** The body was not sent in time; the provider sends the webhook again. */
export class SlowBodyError extends PaymentNotificationError {
  readonly code = "slow_body"
  readonly status = 408
}

/** The URL names an account that is not configured. */
export class UnknownAccountError extends PaymentNotificationError {
  readonly code = "unknown_account"
  readonly status = 404
  override readonly final = true
}

/** The plugin's options are wrong; the store does not boot until they are mended. */
export class InvalidOptionsError extends PaymentNotificationError {
  readonly code = "invalid_options"
  readonly status = 500
  override readonly final = true
}

/**
 * The provider, the database or another service did not answer; retried later.
 *
 * @example
 * ```ts
 * if (status !== 200) throw new ProviderUnavailableError(`the key could not be fetched (${status})`)
 * ```
 */
export class ProviderUnavailableError extends PaymentNotificationError {
  readonly code = "provider_unavailable"
  readonly status = 503
  /** The retry delay that the provider asked for, if it did. */
  readonly retryAfterSeconds: number | undefined

  constructor(message: string, { retryAfterSeconds, ...options }: ErrorOptions & { retryAfterSeconds?: number } = {}) {
    super(message, options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Other work held the lock of a payment or a cart for longer than anybody waits; retried. */
export class LockTimeoutError extends PaymentNotificationError {
  readonly code = "lock_timeout"
  readonly status = 503
}

/** Session, amount, currency, provider or mode differ from the order: quarantined for review, never marked paid. */
export class AmountMismatchError extends PaymentNotificationError {
  readonly code = "amount_mismatch"
  readonly status = 422
  override readonly final = true
  /** Each difference, as a sentence for a person. */
  readonly differences: readonly string[]

  constructor(differences: string | readonly string[], options?: ErrorOptions) {
    const all = typeof differences === "string" ? [differences] : differences
    super(all.join("; "), options)
    this.differences = all
  }
}

/** Money that must not be acted on before a person has decided: quarantined, and put up for review under `kind`. */
export class PaymentReviewError extends PaymentNotificationError {
  readonly status = 409
  override readonly final = true

  /** `code` is the kind of the attention item: `double_payment`, `late_payment`, `risk` … */
  constructor(
    readonly code: AttentionKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The fact builds on one that has not been reported yet (a refund before its capture): retried, and at once when that one comes. */
export class AwaitsPaymentError extends PaymentNotificationError {
  readonly code = "awaits_payment"
  readonly status = 409
}

/** No payment session or order matches the fact yet; retried, and `dead` when none ever comes. */
export class UnmatchedPaymentError extends PaymentNotificationError {
  readonly code = "unmatched_payment"
  readonly status = 404
}

/** The store's own `orders.completeCartWorkflow` ended without an order: a fault in it, no refusal of the cart. Retried. */
export class CartCompletionError extends PaymentNotificationError {
  readonly code = "cart_completion"
  readonly status = 500
}

/** An admin command does not fit the row's state (replaying a processed event, ignoring an event that is gone). */
export class InvalidStateError extends PaymentNotificationError {
  readonly code = "invalid_state"
  readonly status = 409
  override readonly final = true
}

/** The `amount` of a decision cannot be taken; the message completes "amount …". */
export class InvalidAmountError extends PaymentNotificationError {
  readonly code = "invalid_amount"
  readonly status = 400
  override readonly final = true
}

/** A URL that somebody outside gave us leads, or could lead, into our own network: it is not called. */
export class UnsafeEndpointError extends PaymentNotificationError {
  readonly code = "unsafe_endpoint"
  readonly status = 422
  override readonly final = true
}

/** A list was asked for by a field, an operator or a value that its table does not have or take. */
export class InvalidFilterError extends PaymentNotificationError {
  readonly code = "invalid_filter"
  readonly status = 400
  /** Medusa answers 400, with the message, for errors of this type. */
  readonly type = "invalid_data"
  override readonly final = true
}
