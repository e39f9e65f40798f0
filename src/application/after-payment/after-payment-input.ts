import type { PaymentRecord } from "../../services/store/entities"
import type { PaymentEventData } from "../ground/events"

/**
 * Input of an after-payment workflow and its hook: the transition as its domain event reported it, and the payment in its present
 * state. The workflow runs at least once per transition; `id` is the same when it runs again.
 */
export interface AfterPaymentInput extends PaymentEventData {
  readonly payment_record: PaymentRecord
}
