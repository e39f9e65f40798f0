import type { PaymentRecord } from "../../services/store/entities"
import type { PaymentEventData } from "../ground/events"

/**
 * What an after-payment workflow and its hook get: the move as its domain event told it, and the payment as it stands now. Run at least
 * once per move: `id` is the same when it is run again.
 */
export interface AfterPaymentInput extends PaymentEventData {
  readonly payment_record: PaymentRecord
}
