import type { z } from "@medusajs/framework/zod"
import type { Fact, FactName, Mode } from "../domain/facts"

/** An HTTP call as it arrived. Header names are lower-cased; a header sent twice arrives joined by ", ". */
export interface WebhookRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly rawBody: Buffer
  readonly receivedAt: Date
}

/** What we answer; `body` is sent byte for byte. */
export interface WebhookReply {
  readonly status: number
  readonly contentType?: string
  readonly body?: string
}

/** One event inside a request. `id` is what makes a redelivery recognisable: equal for equal events, unique within an account. */
export interface ProviderEvent<P = unknown> {
  readonly id: string
  readonly type: string
  readonly occurredAt?: Date
  /** JSON-serialisable: it is stored beside the raw bytes and read again in processing. */
  readonly payload: P
}

/** The facts of an event, or why there are none. */
export interface Reading {
  readonly facts: readonly Fact[]
  /** Set when `facts` is empty and stays so: why the event is understood but unwanted. */
  readonly ignored?: string
  /**
   * Set when only the provider can tell: an adapter with `refetch` reads the event again, in processing, after asking. Facts beside
   * it are what the event claims: shown, never applied.
   */
  readonly refetch?: true
}

/** What became of the events of a request; a provider's `acknowledge` turns it into its own dialect. */
export interface IntakeOutcome {
  readonly recorded: number
  readonly duplicates: number
}

/** Asks an installed Medusa payment provider to verify and read a webhook; throws when it refuses. */
export type MedusaWebhookReader = (
  providerId: string,
  payload: { data: Record<string, unknown>; rawData: Buffer; headers: Record<string, string> },
) => Promise<{ action: string; data?: { session_id?: string; amount?: unknown } }>

/** What a provider may use besides the request itself. Everything impure comes in here, so that tests replace it. */
export interface ProviderContext<Options> {
  readonly account: { readonly id: string; readonly mode?: Mode }
  readonly options: Options
  /** The current time; tolerances are measured against it. */
  readonly now: () => Date
  /** How providers reach their provider: through `callProvider`, never directly. */
  readonly fetch: typeof fetch
  /** Present in the request only: adapters that delegate to Medusa's payment providers need it. */
  readonly readMedusaWebhook?: MedusaWebhookReader
}

/** What identifies a payment to its provider; the more of it is known, the better. */
export interface PaymentReference {
  /** The provider's own id, as facts carry it. */
  readonly providerPaymentId?: string
  /** The Medusa payment session (`payses_…`). */
  readonly sessionId?: string
  readonly createdAt?: Date
  /** The merchant's references of refunds that are known of: some providers show a refund only to who can name it. */
  readonly refundReferences?: readonly string[]
}

/** A span of time, from `since` up to but without `until`, read page by page: `cursor` is the `next` of the page before. */
export interface ListWindow {
  readonly since: Date
  readonly until: Date
  readonly cursor?: string
}

export interface ListedPayment {
  /** Fit for `query`. */
  readonly reference: PaymentReference
  /** What the list itself tells, oldest first, each true at its own `occurredAt`; empty where `query` has to be asked. */
  readonly facts: readonly Fact[]
}

export interface ListPage {
  readonly payments: readonly ListedPayment[]
  /** Where the next page begins; absent on the last one. */
  readonly next?: string
}

/** What a newcomer wants to know of a provider, for the README's table and for tests that hold the table true. */
export interface About {
  /** As the provider writes itself: `WeChat Pay (API v3)`. */
  readonly name: string
  /** Scheme and place of the signature: `HMAC-SHA256, Stripe-Signature`. */
  readonly signature: string
  /** What tells a redelivery from news: `event id`. */
  readonly dedupe: string
  /** Every fact that its events can report. */
  readonly reports: readonly FactName[]
  /** What the provider is answered: `200, empty`. */
  readonly acknowledgement: string
  /** The vendor's own code or documents that the tests hold the provider against: `stripe (npm)`. */
  readonly testedAgainst: string
}

/** The contract of a provider: data plus small functions, no base class. */
export interface PaymentProvider<Options = unknown, P = unknown> {
  /** Names the provider in options, rows and logs; never renamed. */
  readonly id: string
  readonly about: About
  /** Parsed once at boot: a bad secret stops the server, not a webhook. */
  readonly options: z.ZodType<Options>
  /** Dot paths into an event's payload that are masked before it is logged, shown or exported; `*` stands for any key or index. */
  readonly redact: readonly string[]
  /** Request headers worth keeping with the event. Signatures and credentials are not among them. */
  readonly keepHeaders?: readonly string[]
  /**
   * Resolves, or throws SignatureVerificationError (MalformedPayloadError where the bytes cannot even be checked, and
   * ProviderUnavailableError where a key or an unsigned call's truth has to be fetched and cannot be).
   */
  verify(request: WebhookRequest, context: ProviderContext<Options>): Promise<void>
  /** Verified bytes only. One request may batch several events; none at all is acknowledged and leaves no row. */
  parse(request: WebhookRequest, context: ProviderContext<Options>): readonly ProviderEvent<P>[]
  /**
   * Reads the provider's truth where the signature is too weak, or the event too thin, to move money on. Runs in processing, never
   * in the request; resolves to the event with a payload to normalize instead, or to the same event when there is nothing to ask.
   */
  refetch?(event: ProviderEvent<P>, context: ProviderContext<Options>): Promise<ProviderEvent<P>>
  /** Pure and total: an unknown type gives no facts and says why. */
  normalize(event: ProviderEvent<P>, context: ProviderContext<Options>): Reading
  /**
   * Whether the account's options hold what `query` and `list` need, and, with a reference, whether it says enough to ask by. An
   * account that cannot is left out and said to be, never failed.
   */
  canQuery?(options: Options, reference?: PaymentReference): boolean
  /**
   * The provider's own account of one payment as it stands now: its state with what was captured, every refund and every dispute
   * that the provider shows. A fact without `occurredAt` is true now. Undefined when the provider knows no such payment.
   * Throws ProviderUnavailableError when there is no answer to be believed.
   */
  query?(reference: PaymentReference, context: ProviderContext<Options>): Promise<readonly Fact[] | undefined>
  /** Payments that moved in a span of time. Throws ProviderUnavailableError. */
  list?(window: ListWindow, context: ProviderContext<Options>): Promise<ListPage>
  /** The reply this provider insists on; 200 with an empty body otherwise. */
  acknowledge?(outcome: IntakeOutcome): WebhookReply
  /** The body of a refusal, where this provider reads one; the status is ours. `message` is fit for strangers. */
  refuse?(message: string): Omit<WebhookReply, "status">
  /** Answers a GET on the account's URL, with which some providers try it out; undefined is 404. */
  handshake?(request: WebhookRequest, context: ProviderContext<Options>): WebhookReply | undefined
}

/**
 * Ties a provider's option and payload types together without widening them.
 *
 * @example
 * ```ts
 * import { defineProvider, listOfSecrets, readJson, providerOptions, secretText } from "medusa-payment-notifications/webhooks"
 *
 * export default defineProvider({
 *   id: "acme",
 *   about, // name, signature, dedupe, reports, acknowledgement, testedAgainst
 *   options: providerOptions({ secrets: listOfSecrets(secretText) }),
 *   redact: ["payer.*"],
 *   verify: async (request, { options }) => verifySignature(request, options.secrets), // resolves or throws
 *   parse: ({ rawBody }) => [toEvent(readJson(rawBody))],
 *   normalize: ({ type, payload }) => ({ facts: factsOf(type, payload) }),
 * })
 * ```
 */
export const defineProvider = <Options, P>(provider: PaymentProvider<Options, P>): PaymentProvider<Options, P> => provider
