import { PaymentNotificationError } from "../../domain/errors"

/** A destination cannot be made or changed as it was asked for; the message names the field, and what is allowed. */
export class InvalidDestinationError extends PaymentNotificationError {
  readonly code = "invalid_destination"
  readonly status = 400
  /** Medusa answers 400, with the message, for errors of this type. */
  readonly type = "invalid_data"
  override readonly final = true
}

/** Nothing can be stored sealed: the store has configured no key. */
export class NoEncryptionKeyError extends PaymentNotificationError {
  readonly code = "no_encryption_key"
  readonly status = 409
  readonly type = "not_allowed"
  override readonly final = true

  constructor() {
    super(
      "destinations of the admin API are stored sealed, and the option deliveries.encryptionKeys of medusa-payment-notifications " +
        'holds no key; add one, made by "openssl rand -base64 32"',
    )
  }
}

/** There is no such destination, or it was deleted. */
export class UnknownDestinationError extends PaymentNotificationError {
  readonly code = "unknown_destination"
  readonly status = 404
  readonly type = "not_found"
  override readonly final = true

  constructor(id: string) {
    super(`Delivery destination with id: ${id} was not found`)
  }
}

/** The destination's origin or state does not allow it. */
export class DestinationStateError extends PaymentNotificationError {
  readonly code = "destination_state"
  readonly status = 400
  readonly type = "not_allowed"
  override readonly final = true
}
