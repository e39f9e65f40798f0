import type { z } from "@medusajs/framework/zod"

/** A message of a queue, as a webhook call has it. */
export interface IncomingMessage {
  /** By lower-cased names, as text. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/**
 * The fate of a message: `recorded` is committed in the inbox, or was there before; `refused` is forged or malformed, and no
 * repetition changes that.
 */
export type Verdict = { readonly outcome: "recorded" } | { readonly outcome: "refused"; readonly reason: string }

/** Takes one message. Rejects when a fault of ours kept it from being recorded: the message comes again. */
export type Take = (message: IncomingMessage) => Promise<Verdict>

/** An open subscription to one queue, stream or topic. */
export interface Subscription {
  /** Resolves when it has ended by itself, with the reason. It is opened again then. */
  readonly ended: Promise<Error>
  /** Messages that wait at the broker and were brought to nobody yet; undefined where it cannot say. */
  waiting?(): Promise<number | undefined>
  /** Takes no more, waits for the messages in flight, and closes the connection. */
  close(): Promise<void>
}

export interface SubscriptionContext<Config> {
  readonly config: Config
  readonly take: Take
  /** Receives a fault that belongs to one message, in words for the log. */
  readonly onFault: (error: unknown) => void
}

/** A broker that payment news of other systems come in from. */
export interface ConsumerKind<Config = unknown> {
  readonly id: string
  readonly config: z.ZodType<Config>
  /** Optional peer packages that it needs. */
  readonly packages?: readonly string[]
  /** Rejects when the broker does not answer or the queue is missing. */
  open(context: SubscriptionContext<Config>): Promise<Subscription>
}

export const defineConsumerKind = <Config>(kind: ConsumerKind<Config>): ConsumerKind<Config> => kind
