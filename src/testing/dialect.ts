import type { DisputeState, FactName, Mode, PaymentMethodFact, RefundState } from "../services/domain/facts"
import type { PaymentState } from "../services/domain/states"
import type { Routes } from "./gateway/http/router"
import type { GatewayPayment } from "./gateway/types"

interface Reported {
  /** The provider's event id: equal ids are redeliveries. */
  readonly id: string
  readonly mode?: Mode
  readonly occurredAt: Date
}

interface ReportedMoney extends Reported {
  /** The Medusa payment session, put where this provider carries merchant metadata or the merchant's reference. */
  readonly sessionId?: string
  /** The provider's own payment id. */
  readonly paymentId: string
  /** Integer minor units: of the payment, of this capture, of this refund, in dispute. */
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
  /** Provider's reason code of a failure, a cancellation or a dispute. */
  readonly reasonCode?: string
}

/** A payment event. If the payment is captured in parts, `amount` is this part's. */
export interface TestPaymentEvent extends ReportedMoney {
  readonly subject?: "payment"
  readonly state: PaymentState
  /** The provider's own id of this capture. */
  readonly captureId?: string
  /** The sum captured so far, this capture included; integer minor units. Default: `amount`. */
  readonly capturedAmount?: number
  /** The authorized amount; integer minor units. Default: `amount`. */
  readonly authorizedAmount?: number
  /** The capturable amount after this capture; integer minor units. Default: nothing. */
  readonly capturableAmount?: number
  /** The fingerprint that equal cards share. */
  readonly paymentMethodFingerprint?: string
  /** True if the provider's rules ask for a person's review of the payment. */
  readonly underReview?: boolean
}

export interface TestRefundEvent extends ReportedMoney {
  readonly subject: "refund"
  readonly state: RefundState
  /** The provider's own id of the refund. */
  readonly refundId: string
  /** The merchant's own id of the refund, where the merchant asked for it and gave one. */
  readonly reference?: string
  /** The captured amount of the payment, and the sum refunded so far, this refund included; integer minor units. */
  readonly capturedAmount: number
  readonly refundedTotal: number
}

export interface TestDisputeEvent extends ReportedMoney {
  readonly subject: "dispute"
  readonly state: DisputeState
  /** The provider's own id of the dispute. */
  readonly disputeId: string
  /** The merchant's deadline for an answer. */
  readonly evidenceDueBy?: Date
}

/** A saved payment method changes: no money, and no payment. */
export interface TestPaymentMethodEvent extends Reported {
  readonly subject: "payment_method"
  readonly state: PaymentMethodFact["state"]
  /** The provider's own ids of the method and of the customer. */
  readonly paymentMethodId: string
  readonly customerId?: string
  /** A card's scheme, and its last digits. */
  readonly brand?: string
  readonly last4?: string
  /** Last day on which it can be used. */
  readonly expiresOn?: Date
}

/** An event about a payment, a refund or a dispute. */
export type TestMoneyEvent = TestPaymentEvent | TestRefundEvent | TestDisputeEvent

/** An event that a test or the fake gateway wants a provider to report. Every dialect writes it in its own words. */
export type TestEvent = TestMoneyEvent | TestPaymentMethodEvent

/** A webhook ready to send: really signed, byte for byte. */
export interface SignedWebhook {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** The payments that a provider's API can look up at the gateway. */
export interface GatewayTruth {
  payment(id: string): GatewayPayment | undefined
  payments(): readonly GatewayPayment[]
}

/** Addresses for a trial of a dialect. */
export interface ExampleUrls {
  /** The account's URL, to which the provider sends its webhooks. */
  readonly webhookUrl: string
  /** The address at which the gateway plays this provider's own API. */
  readonly apiUrl: string
}

/** One provider's way to build and sign its webhooks. */
export interface Dialect<Credentials = unknown> {
  /** The adapter that reads this dialect; `sandbox` is read by the example store's payment provider. */
  readonly provider: string
  /** The facts that this provider has an event for. `sign` throws UnspokenEventError for anything else. */
  readonly speaks: readonly FactName[]
  /** ISO 4217 codes of the currencies that this provider handles, where it does not handle all. */
  readonly currencies?: readonly string[]
  /** Builds the event's body and signs it with `credentials` as of `at`. */
  sign(event: TestEvent, credentials: Credentials, at: Date): SignedWebhook
  /** A matching, made-up pair: the provider's signing credentials, and the adapter options of an account that accepts them. */
  example(urls: ExampleUrls): { readonly credentials: Credentials; readonly options: unknown }
  /** The provider's own API, as far as its adapter asks it. The gateway serves these routes below `/api/<dialect>`. */
  api?(truth: GatewayTruth): Routes
}

/**
 * This provider has no event for that.
 *
 * @example
 * ```ts
 * // Braintree sends no webhook when a card is authorized.
 * expect(() => dialects.braintree.sign(authorized, credentials, new Date())).toThrow(UnspokenEventError)
 * ```
 */
export class UnspokenEventError extends Error {
  constructor(provider: string, event: string) {
    super(`${provider} sends no webhook for ${event}`)
    this.name = "UnspokenEventError"
  }
}

/**
 * `payment.captured`, `refund.succeeded` … of a test event.
 *
 * @example
 * ```ts
 * eventName(refund) // "refund.succeeded"
 * ```
 */
export const eventName = ({ subject = "payment", state }: TestEvent): FactName => `${subject}.${state}` as FactName

/** Narrows to the events of dialects that do not report payment methods. Throws UnspokenEventError. */
export function moneyOnly(provider: string, event: TestEvent): TestMoneyEvent {
  if (event.subject === "payment_method") throw new UnspokenEventError(provider, eventName(event))
  return event
}
