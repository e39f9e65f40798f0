import type { z } from "@medusajs/framework/zod"
import type { Fact, FactName, Mode } from "../domain/facts"
import type { Reading } from "./reading"
import type { Setup, TestCall } from "./setup"

export type { Reading, Unclear } from "./reading"
export type { Setup, TestCall } from "./setup"

/** An HTTP call as it arrived. Header names are lower-cased. A header that was sent twice is joined by ", ". */
export interface WebhookRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly rawBody: Buffer
  readonly receivedAt: Date
}

/** Our answer to a webhook. `body` is sent byte for byte. */
export interface WebhookReply {
  readonly status: number
  readonly contentType?: string
  readonly body?: string
}

/** One event inside a request. `id` identifies a redelivery: equal for equal events, unique within an account. */
export interface ProviderEvent<P = unknown> {
  readonly id: string
  readonly type: string
  readonly occurredAt?: Date
  /** JSON-serializable: it is stored beside the raw bytes and read again in processing. */
  readonly payload: P
}

/** Numbers of recorded and of duplicate events of a request. A provider's `acknowledge` turns them into its own dialect. */
export interface IntakeOutcome {
  readonly recorded: number
  readonly duplicates: number
}

/** Asks an installed Medusa payment provider to verify and read a webhook. Throws when that provider refuses it. */
export type MedusaWebhookReader = (
  providerId: string,
  payload: { data: Record<string, unknown>; rawData: Buffer; headers: Record<string, string> },
) => Promise<{ action: string; data?: { session_id?: string; amount?: unknown } }>

/** Services and settings that an adapter uses besides the request. Everything impure comes in here, so that tests replace it. */
export interface ProviderContext<Options> {
  readonly account: { readonly id: string; readonly mode?: Mode }
  readonly options: Options
  /** The current time; tolerances are measured against it. */
  readonly now: () => Date
  /** The way for adapters to reach their provider: through `callProvider`, never directly. */
  readonly fetch: typeof fetch
  /** Present in the request only: adapters that delegate to Medusa's payment providers need it. */
  readonly readMedusaWebhook?: MedusaWebhookReader
}

/** The ids by which a provider finds a payment. The more of them are known, the better. */
export interface PaymentReference {
  /** The provider's own id, as facts carry it. */
  readonly providerPaymentId?: string
  /** The Medusa payment session (`payses_…`). */
  readonly sessionId?: string
  readonly createdAt?: Date
  /** The merchant's references of known refunds: some providers show a refund only to a caller that can name it. */
  readonly refundReferences?: readonly string[]
}

/** A span of time, from `since` up to but without `until`, read page by page. `cursor` is the `next` of the page before. */
export interface ListWindow {
  readonly since: Date
  readonly until: Date
  readonly cursor?: string
}

export interface ListedPayment {
  /** Fit for `query`. */
  readonly reference: PaymentReference
  /** Facts from the list itself, oldest first, each true at its own `occurredAt`. Empty where `query` has to be asked. */
  readonly facts: readonly Fact[]
}

export interface ListPage {
  readonly payments: readonly ListedPayment[]
  /** Cursor of the next page; absent on the last one. */
  readonly next?: string
}

/** A provider's summary for newcomers: for the README's table, and for tests that verify the table. */
export interface About {
  /** The name in the provider's own spelling: `WeChat Pay (API v3)`. */
  readonly name: string
  /** Scheme and place of the signature: `HMAC-SHA256, Stripe-Signature`. */
  readonly signature: string
  /** The field that identifies a redelivery: `event id`. */
  readonly dedupe: string
  /** Every fact that its events can report. */
  readonly reports: readonly FactName[]
  /** Our answer to the provider: `200, empty`. */
  readonly acknowledgement: string
  /** The vendor's own code or documents that the tests compare the adapter with: `stripe (npm)`. */
  readonly testedAgainst: string
}

/** The contract of an adapter: data plus small functions, no base class. */
export interface PaymentProvider<Options = unknown, P = unknown> {
  /** Names the provider in options, rows and logs; never renamed. */
  readonly id: string
  readonly about: About
  readonly setup?: Setup
  /** Parsed once at boot: a bad secret stops the server, not a webhook. */
  readonly options: z.ZodType<Options>
  /** How many secrets each option lists: more than one during a rotation. Never a secret itself. */
  secrets?(options: Options): Readonly<Record<string, number>>
  /** Optional peer packages that it loads: where an account names it and one is missing, the store does not start. */
  readonly packages?: readonly string[]
  /** Dot paths into an event's payload that are masked before it is logged, shown or exported; `*` stands for any key or index. */
  readonly redact: readonly string[]
  /** Request headers that are stored with the event. Signatures and credentials are not among them. */
  readonly keepHeaders?: readonly string[]
  /**
   * Dot paths of the body's fields without which no fact can be read (`*` stands for any key or index; of a form or a document, the
   * names of its fields). All others may be absent, empty or unreadable: such a value is read as absent and never refuses a call.
   */
  readonly requires?: readonly string[]
  /**
   * Resolves, or throws SignatureVerificationError. Throws MalformedPayloadError where the bytes cannot even be verified. Throws
   * ProviderUnavailableError where a key or the truth behind an unsigned call cannot be fetched.
   */
  verify(request: WebhookRequest, context: ProviderContext<Options>): Promise<void>
  /** Reads verified bytes only. One request may batch several events. A request without any is acknowledged and leaves no row. */
  parse(request: WebhookRequest, context: ProviderContext<Options>): readonly ProviderEvent<P>[]
  /**
   * Reads the provider's truth where the signature is too weak, or the event too thin, to move money on. Runs in processing, never in
   * the request. Resolves to the event with a payload to normalize instead, or to the same event when there is nothing to ask.
   */
  refetch?(event: ProviderEvent<P>, context: ProviderContext<Options>): Promise<ProviderEvent<P>>
  /** Pure and total: an unknown type gives no facts and a reason. */
  normalize(event: ProviderEvent<P>, context: ProviderContext<Options>): Reading
  /**
   * The sum that a Medusa payment provider beside which this adapter stands (`pp_…`) asks for, when the order's sum is `minor`: both in
   * ISO 4217 minor units. Absent where they are always one and the same.
   */
  asked?(minor: bigint, currency: string, paymentProviderId: string): bigint
  /**
   * Whether the account's options hold everything that `query` and `list` need, and, with a reference, whether it names enough to
   * ask by. An account that cannot is left out and reported as such, never failed.
   */
  canQuery?(options: Options, reference?: PaymentReference): boolean
  /**
   * The provider's own report of one payment in its current state: the state with the captured amount, and every refund and
   * dispute that the provider shows. A fact without `occurredAt` is true now. Undefined when the provider knows no such payment.
   * Throws ProviderUnavailableError when there is no trustworthy answer.
   */
  query?(reference: PaymentReference, context: ProviderContext<Options>): Promise<readonly Fact[] | undefined>
  /** Payments that changed in a span of time. Throws ProviderUnavailableError. */
  list?(window: ListWindow, context: ProviderContext<Options>): Promise<ListPage>
  /** The reply that this provider requires; 200 with an empty body otherwise. Some providers call in more than one dialect. */
  acknowledge?(outcome: IntakeOutcome, request?: WebhookRequest): WebhookReply
  /**
   * The body of a refusal, where this provider reads one. The status is ours. `message` is fit for strangers. `request` is absent
   * where the call was refused before it was read.
   */
  refuse?(message: string, request?: WebhookRequest): Omit<WebhookReply, "status">
  /**
   * A call as the provider would sign it, with a secret of the account, of an event of which no fact is made; each time another event.
   * Undefined where these options hold nothing to sign with. Absent where only the provider can sign.
   */
  testCall?(context: ProviderContext<Options>): TestCall | undefined
  /** Answers a GET on the account's URL, with which some providers try it out. Undefined becomes 404. */
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
