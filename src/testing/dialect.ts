import type { Mode } from "../services/domain/facts"
import type { PaymentState } from "../services/domain/states"

/** What a test or the fake gateway wants a provider to report; every dialect writes it in its own words. */
export interface TestPaymentEvent {
  /** The provider's event id: equal ids are redeliveries. */
  readonly id: string
  readonly state: PaymentState
  /** The Medusa payment session, put where this provider carries merchant metadata. */
  readonly sessionId?: string
  /** The provider's own payment id. */
  readonly paymentId: string
  /** Integer minor units. */
  readonly amount: number
  /** ISO 4217. */
  readonly currency: string
  readonly mode?: Mode
  /** Provider's reason code of a failure or cancellation. */
  readonly reasonCode?: string
  readonly occurredAt: Date
}

/** A webhook ready to send: really signed, byte for byte. */
export interface SignedWebhook {
  readonly method: "POST"
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** How one provider builds and signs its webhooks. */
export interface Dialect<Credentials = unknown> {
  /** The provider room that reads this dialect; `sandbox` is read by the example store's payment provider. */
  readonly provider: string
  /** Builds the event's body and signs it with `credentials` as of `at`. */
  sign(event: TestPaymentEvent, credentials: Credentials, at: Date): SignedWebhook
}
