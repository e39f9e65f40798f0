import type { DisputeState, FactName, Mode, RefundState } from "../services/domain/facts"
import type { PaymentState } from "../services/domain/states"
import type { Routes } from "./gateway/http/router"
import type { GatewayPayment } from "./gateway/types"

interface Told {
  /** The provider's event id: equal ids are redeliveries. */
  readonly id: string
  /** The Medusa payment session, put where this provider carries merchant metadata or the merchant's reference. */
  readonly sessionId?: string
  /** The provider's own payment id. */
  readonly paymentId: string
  /** Integer minor units: of the payment, of this refund, in dispute. */
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
  readonly mode?: Mode
  /** Provider's reason code of a failure, a cancellation or a dispute. */
  readonly reasonCode?: string
  readonly occurredAt: Date
}

export interface TestPaymentEvent extends Told {
  readonly subject?: "payment"
  readonly state: PaymentState
}

export interface TestRefundEvent extends Told {
  readonly subject: "refund"
  readonly state: RefundState
  /** The provider's own id of the refund. */
  readonly refundId: string
  /** What was captured of the payment, and what has been refunded of it with this refund; integer minor units. */
  readonly capturedAmount: number
  readonly refundedTotal: number
}

export interface TestDisputeEvent extends Told {
  readonly subject: "dispute"
  readonly state: DisputeState
  /** The provider's own id of the dispute. */
  readonly disputeId: string
}

/** What a test or the fake gateway wants a provider to report; every dialect writes it in its own words. */
export type TestEvent = TestPaymentEvent | TestRefundEvent | TestDisputeEvent

/** A webhook ready to send: really signed, byte for byte. */
export interface SignedWebhook {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What a provider's API can look up at the gateway. */
export interface GatewayTruth {
  payment(id: string): GatewayPayment | undefined
  payments(): readonly GatewayPayment[]
}

/** Where things are when a dialect is tried out. */
export interface ExampleUrls {
  /** Where the provider sends its webhooks: the account's URL. */
  readonly webhookUrl: string
  /** Where the gateway plays this provider's own API. */
  readonly apiUrl: string
}

/** How one provider builds and signs its webhooks. */
export interface Dialect<Credentials = unknown> {
  /** The provider room that reads this dialect; `sandbox` is read by the example store's payment provider. */
  readonly provider: string
  /** What this provider has an event for; `sign` throws UnspokenEventError for anything else. */
  readonly speaks: readonly FactName[]
  /** ISO 4217 codes of what this provider settles, where it is not everything. */
  readonly currencies?: readonly string[]
  /** Builds the event's body and signs it with `credentials` as of `at`. */
  sign(event: TestEvent, credentials: Credentials, at: Date): SignedWebhook
  /** A made-up pair that fits: what the provider signs with, and the room options of an account that accepts it. */
  example(urls: ExampleUrls): { readonly credentials: Credentials; readonly options: unknown }
  /** The provider's own API, as far as its room asks it: the gateway serves these routes below `/api/<dialect>`. */
  api?(truth: GatewayTruth): Routes
}

/** This provider has no event for that. */
export class UnspokenEventError extends Error {
  constructor(provider: string, event: string) {
    super(`${provider} sends no webhook for ${event}`)
    this.name = "UnspokenEventError"
  }
}

/** `payment.captured`, `refund.succeeded` … of a test event. */
export const eventName = ({ subject = "payment", state }: TestEvent): FactName => `${subject}.${state}` as FactName

/** Narrows to the payment events of dialects that tell of nothing else. Throws UnspokenEventError. */
export function paymentOnly(provider: string, event: TestEvent): TestPaymentEvent {
  if (event.subject === "refund" || event.subject === "dispute") throw new UnspokenEventError(provider, eventName(event))
  return event
}
