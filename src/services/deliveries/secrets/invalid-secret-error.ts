import { PaymentNotificationError } from "../../domain/errors"

/** A secret that cannot sign here. The message is the end of a sentence about it and never holds it. */
export class InvalidSecretError extends PaymentNotificationError {
  readonly code = "invalid_secret"
  readonly status = 400
  /** Medusa answers 400, with the message, for errors of this type. */
  readonly type = "invalid_data"
  override readonly final = true

  constructor(why: string, options?: ErrorOptions) {
    super(`the secret ${why}`, options)
  }
}
