import { PaymentNotificationError } from "./errors"

/** A list or a figure takes too long to be read now. Nothing else is affected; it may be asked for again. */
export class ReadUnavailableError extends PaymentNotificationError {
  readonly code = "read_unavailable"
  readonly status = 503
}
