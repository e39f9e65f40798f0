import type { Amount } from "./money"
import { isMoney, PAYMENT_STATES, type PaymentState } from "./states"

/** Whether the provider moved real money or play money. */
export type Mode = "live" | "test"

/** The fields that any fact may carry. A field that the provider does not report is absent, never guessed. */
interface Reported {
  /** The Medusa payment session (`payses_…`) this is about, where the provider carries it. */
  readonly sessionId?: string
  /** The provider's own id of the payment (`pi_…`). */
  readonly providerPaymentId?: string
  /** The reference the merchant gave the provider, where it differs from the session. */
  readonly merchantReference?: string
  /** The amount of this report: authorized, captured, attempted, refunded or disputed. */
  readonly amount?: Amount
  readonly mode?: Mode
  /** The provider's machine-readable reason for a failure, a cancellation or a dispute (`card_declined`). */
  readonly reasonCode?: string
  readonly occurredAt?: Date
  /** Contradictions to the account's configuration, as sentences for a person (another merchant's id): such money is quarantined. */
  readonly contradictions?: readonly string[]
}

/** A report about the payment itself. */
export interface PaymentFact extends Reported {
  readonly subject: "payment"
  readonly state: PaymentState
  /** The provider's id of this one capture, where a payment can be captured in parts. */
  readonly providerCaptureId?: string
  /** All that has been captured of the payment, this capture included, where the provider keeps the sum. */
  readonly capturedTotal?: Amount
  /** The authorized amount, where the provider repeats it: it distinguishes a partial capture from a wrong amount. */
  readonly authorizedAmount?: Amount
  /** The provider's id of the card or account that pays, equal whoever uses it (a card fingerprint). */
  readonly paymentMethodFingerprint?: string
  /** The provider's own rules ask for a review of the payment before anything is shipped. */
  readonly underReview?: boolean
  /** How a review at the provider ended. */
  readonly reviewDecision?: "accepted" | "rejected"
  /** A fee that the payer paid on top of `amount`, which is the sum that the store asked for. */
  readonly payerFee?: Amount
  /**
   * The report where the payment is captured already: the provider says that it was canceled or refunded, and not which of the
   * two. Without an amount, all that is left of the capture was refunded.
   */
  readonly ifCaptured?: RefundFact
}

export const REFUND_STATES = ["pending", "succeeded", "failed"] as const
export type RefundState = (typeof REFUND_STATES)[number]

/** Money goes back to the payer. */
export interface RefundFact extends Reported {
  readonly subject: "refund"
  readonly state: RefundState
  /** The provider's id of this one refund; absent where only the sum is reported. */
  readonly providerRefundId?: string
  /** The reference the merchant gave the refund. */
  readonly merchantRefundReference?: string
  /** When it was made, where the provider makes refunds of money that was never captured: distinguishes those from a merchant's. */
  readonly madeAt?: Date
  /** All that has been refunded of the payment, this refund included, where the provider keeps the sum. */
  readonly refundedTotal?: Amount
}

/**
 * `warning`: an inquiry or early warning, before any money is taken back. `won`: it has ended, and the merchant keeps the money.
 * `closed`: it has ended without a winner, and no money was moved by it.
 */
export const DISPUTE_STATES = ["warning", "opened", "under_review", "closed", "won", "lost"] as const
export type DisputeState = (typeof DISPUTE_STATES)[number]

/** The payer's bank, or the payer through the provider, contests the payment. */
export interface DisputeFact extends Reported {
  readonly subject: "dispute"
  readonly state: DisputeState
  readonly providerDisputeId: string
  /** Until when the merchant may answer. */
  readonly evidenceDueBy?: Date
  /** When it was opened, where the provider says so in later reports, too. */
  readonly openedAt?: Date
  /** The part of `amount` that is lost, where a decision divides it between both sides. */
  readonly lostAmount?: Amount
  /**
   * The provider pays a lost dispute out as a refund of the payment and reports that as well: the loss and the refund are the same
   * money.
   */
  readonly settledByRefund?: boolean
}

/** A saved payment method changes. */
export interface PaymentMethodFact extends Reported {
  readonly subject: "payment_method"
  readonly state: "expiring" | "updated"
  readonly providerPaymentMethodId?: string
  /** The provider's id of the customer it belongs to (`cus_…`). */
  readonly providerCustomerId?: string
  /** A card as its holder knows it: the scheme, in the provider's spelling, and the last digits. */
  readonly brand?: string
  readonly last4?: string
  /** Last day on which it can be used. */
  readonly expiresOn?: Date
}

/** Our reading of what a provider reports. */
export type Fact = PaymentFact | RefundFact | DisputeFact | PaymentMethodFact

/** Dotted name of a fact, as the domain event and the notification outbox spell it: `payment.captured`, `refund.succeeded`. */
export type FactName = { [F in Fact as F["subject"]]: `${F["subject"]}.${F["state"]}` }[Fact["subject"]]

export const factName = (fact: Fact): FactName => `${fact.subject}.${fact.state}` as FactName

const MONEY_FACTS: readonly string[] = PAYMENT_STATES.filter(isMoney).map((state) => `payment.${state}`)

/** Whether the fact of this name reports that a payment holds or has the money. */
export const isMoneyFact = (name: string | null | undefined): boolean => MONEY_FACTS.includes(name ?? "")
