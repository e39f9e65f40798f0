import type { Amount } from "./money"
import type { PaymentState } from "./states"

/** Whether the provider moved real money or play money. */
export type Mode = "live" | "test"

/** Our reading of what a provider reports about a payment. What the provider does not say is absent, never guessed. */
export interface PaymentFact {
  readonly subject: "payment"
  readonly state: PaymentState
  /** The Medusa payment session (`payses_…`) this is about, where the provider carries it. */
  readonly sessionId?: string
  /** The provider's own id of the payment (`pi_…`). */
  readonly providerPaymentId?: string
  /** The reference the merchant gave the provider, where it differs from the session. */
  readonly merchantReference?: string
  /** What was authorized, captured or attempted. */
  readonly amount?: Amount
  readonly mode?: Mode
  /** The provider's machine-readable reason for a failure or cancellation (`card_declined`). */
  readonly reasonCode?: string
  readonly occurredAt?: Date
}

/** Dotted name of a fact, as the domain event and the notification ledger spell it: `payment.captured`. */
export const factName = (fact: PaymentFact): string => `${fact.subject}.${fact.state}`
