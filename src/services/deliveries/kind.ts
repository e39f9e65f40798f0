import type { z } from "@medusajs/framework/zod"
import type { OrderFormat } from "./agents/order"
import type { MadeSecret } from "./secrets/make-secret"

/** One fact on its way to one destination. Everything but `attempt` is equal at every attempt. */
export interface OutgoingMessage {
  /** The fact's own id (`ptrn_…`, `patt_…`): receivers recognise repeats by it. */
  readonly id: string
  /** `payment.captured`, `refund.succeeded`, `attention.raised` … */
  readonly fact: string
  /** The account that reported it; null for what no account reported. */
  readonly account: string | null
  /** The payment's record (`prec_…`), or the fact's id where it is about no payment. One message of a subject is on its way at a time. */
  readonly subject: string
  /** Grows with every fact of the subject: receivers drop what is older than what they have. */
  readonly sequence: number
  /** When the fact was recorded. */
  readonly recordedAt: Date
  /** JSON, the very bytes that are sent and signed. */
  readonly body: Buffer
  /** CloudEvents 1.0 context attributes by their names: `id`, `source`, `type`, `subject`, `time`, `sequence` … */
  readonly attributes: Readonly<Record<string, string>>
  /** 1 for the first. */
  readonly attempt: number
}

/** The receiver has taken the message for good. */
export interface Confirmation {
  /** HTTP status, where there is one. */
  readonly status?: number
  /** The beginning of the receiver's answer, for the log of attempts. */
  readonly answer?: string
}

/** An open connection to one destination. */
export interface Sender {
  /**
   * Resolves when the receiver has confirmed the message. Rejects with DeliveryRejectedError when it says no, or with any other error
   * when nobody knows whether it has it. Called for several messages at once, never for two of one subject.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Confirmation>
  /** Closes the connection; messages under way may still be confirmed before it resolves. */
  close(): Promise<void>
}

/** The values that a sender is opened with. */
export interface DestinationContext<Config> {
  readonly destination: { readonly id: string }
  readonly config: Config
  /** The signing secrets that are valid now, newest first: during a rotation two, for kinds that sign nothing none. */
  readonly secrets: readonly string[]
  readonly now: () => Date
  /** Receives an error of the connection that belongs to no message. */
  readonly onFault: (error: unknown) => void
}

/** A way out: HTTP, a broker. Stores may add their own. */
export interface DestinationKind<Config = unknown> {
  /** Table value and log field; never renamed. */
  readonly id: string
  /** For the generated page of destinations. */
  readonly about: { readonly name: string; readonly confirms: string; readonly repeats: string }
  /** Parsed at boot for destinations of the options, and when one is made or changed by the admin API. */
  readonly config: z.ZodType<Config>
  /** Dot paths of `config` that are never shown, `*` for any key or index; names like `password` are hidden without. */
  readonly redact: readonly string[]
  /** The config as it is shown, for kinds that hide parts of a value: the query of a URL. Without it, `redact` decides alone. */
  show?(config: Config): Record<string, unknown>
  /** Optional peer packages that it needs. */
  readonly packages?: readonly string[]
  /**
   * Whether messages are signed with the destination's own secret, which is made with it and shown once. Where that is a choice of
   * its config, `makeSecret` answers undefined for a config that signs nothing.
   */
  readonly signs: boolean
  /** Says why a given secret cannot sign for this config, as the end of a sentence; undefined where it can. It never repeats it. */
  refuseSecret?(secret: string, config: Config): string | undefined
  /** Makes a secret in the spelling that this config needs, undefined where it needs none; without it, `whsec_…`. */
  makeSecret?(config: Config): MadeSecret | undefined
  /**
   * For destinations that are sent whole orders, and not facts: how an order is written. A fact of an order's payment is then the
   * occasion, and what goes out is the order as it is when it is first tried. Undefined for configs that are sent facts.
   */
  orders?(config: Config): OrderFormat | undefined
  /** Most messages on their way to one destination at once. */
  readonly atOnce: number
  /** Opens a connection; called once per process and version of the destination, and again after it was closed. */
  open(context: DestinationContext<Config>): Sender
}

/**
 * Defines a kind of destination; for a store's own kinds as well.
 *
 * @example
 * ```ts
 * export default defineDestinationKind({
 *   id: "sqs",
 *   about: { name: "Amazon SQS", confirms: "SendMessage", repeats: "MessageDeduplicationId" },
 *   config: z.strictObject({ queueUrl: z.url() }),
 *   redact: [],
 *   signs: false,
 *   atOnce: 50,
 *   open: ({ config }) => new SqsSender(config.queueUrl),
 * })
 * ```
 */
export const defineDestinationKind = <Config>(kind: DestinationKind<Config>): DestinationKind<Config> => kind
