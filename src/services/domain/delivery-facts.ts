import { DISPUTE_STATES, REFUND_STATES } from "./facts"
import { PAYMENT_STATES } from "./states"

/** Every fact that is delivered to third parties. */
export const DELIVERY_FACTS: readonly string[] = [
  ...PAYMENT_STATES.map((state) => `payment.${state}`),
  ...REFUND_STATES.map((state) => `refund.${state}`),
  ...DISPUTE_STATES.map((state) => `dispute.${state}`),
  "attention.raised",
  "attention.resolved",
  "notification.dead",
]

const GROUPS: readonly string[] = [...new Set(DELIVERY_FACTS.map((fact) => `${fact.split(".")[0]}.*`))]

/** The patterns that a destination may ask for: a fact, all of a group, or all. */
export const FACT_PATTERNS: readonly string[] = ["*", ...GROUPS, ...DELIVERY_FACTS]
