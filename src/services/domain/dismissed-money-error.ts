import { PaymentNotificationError } from "./errors"

/** A refund of money that a person has dismissed and that Medusa has recorded nowhere: nothing there could lose it. Ignored. */
export class DismissedMoneyError extends PaymentNotificationError {
  readonly code = "decided"
  readonly status = 409
  override readonly final = true
}
