import { DISPUTE_STATES, REFUND_STATES, type FactName } from "../../domain/facts"
import { PAYMENT_STATES } from "../../domain/states"

/** Every fact that the generic event body can report: all that exist. */
export const GENERIC_REPORTS: readonly FactName[] = [
  ...PAYMENT_STATES.map((state) => `payment.${state}` as const),
  ...REFUND_STATES.map((state) => `refund.${state}` as const),
  ...DISPUTE_STATES.map((state) => `dispute.${state}` as const),
  "payment_method.expiring",
  "payment_method.updated",
]
