import { describeError } from "../domain/describe-error"
import type { Account, ResolvedOptions } from "../options"
import type { ResolvedConsumer } from "../options/consumers"
import { Consumer } from "./consumer"
import type { IncomingMessage, Verdict } from "./kind"

/** Records a message as a call of the consumer's account. */
export type TakeMessage = (
  message: IncomingMessage,
  consumer: { readonly id: string; readonly account: Account },
) => Promise<Verdict>

/** Receives a line for the log. */
export type OnConsumerFault = (line: string) => void

/** The consumers of the options. They run where background work belongs, each in one copy per process. */
export class Consumers {
  readonly #consumers: readonly ResolvedConsumer[]
  #running: readonly Consumer[] | undefined
  #isStopped = false

  constructor({ options }: { options: Pick<ResolvedOptions, "consumers"> }) {
    this.#consumers = options.consumers
  }

  /** Subscribes to every queue of the options, and returns at once. Does nothing when it was called before. */
  run(take: TakeMessage, onFault: OnConsumerFault): void {
    if (this.#isStopped || this.#running) return
    this.#running = this.#consumers.map(
      ({ id, kind, config, account }) =>
        new Consumer({
          kind,
          config,
          take: (message) => take(message, { id, account }),
          onFault: (error) => onFault(`consumer "${id}": ${described(error)}`),
        }),
    )
  }

  /** Takes no more messages and waits for those in flight: whatever is not recorded by then stays with its broker. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all(this.#running?.map((consumer) => consumer.stop()) ?? [])
  }
}

function described(error: unknown): string {
  const { message } = describeError(error)
  const cause = error instanceof Error && error.cause ? describeError(error.cause).message : undefined
  return cause ? `${message} (${cause})` : message
}
