import { PAYMENT_STATES } from "../domain/states"
import type { FactName } from "../domain/facts"

/** What the generic event body can report: every state of a payment. */
export const GENERIC_REPORTS: readonly FactName[] = PAYMENT_STATES.map((state) => `payment.${state}` as const)
