import { describeError } from "../domain/describe-error"
import type { Account, ResolvedOptions } from "../options"
import type { ResolvedConsumer } from "../options/consumers"
import { CONSUMER_BEAT_MS } from "../queue/times"
import { Consumer } from "./consumer"
import type { ConsumerTally } from "./consumer-tally"
import type { IncomingMessage, Verdict } from "./kind"

/** Records a message as a call of the consumer's account. */
export type TakeMessage = (
  message: IncomingMessage,
  consumer: { readonly id: string; readonly account: Account },
) => Promise<Verdict>

/** Receives a line for the log. */
export type OnConsumerFault = (line: string) => void

interface Cradle {
  readonly options: Pick<ResolvedOptions, "consumers">
  readonly consumerTally: ConsumerTally
}

/** The consumers of the options. They run where background work belongs, each in one copy per process. */
export class Consumers {
  readonly #consumers: readonly ResolvedConsumer[]
  readonly #tally: ConsumerTally
  #running: ReadonlyMap<string, Consumer> | undefined
  #beats: NodeJS.Timeout | undefined
  #isStopped = false

  constructor({ options, consumerTally }: Cradle) {
    this.#consumers = options.consumers
    this.#tally = consumerTally
  }

  /** Subscribes to every queue of the options, and returns at once. Does nothing when it was called before. */
  run(take: TakeMessage, onFault: OnConsumerFault): void {
    if (this.#isStopped || this.#running) return
    const running = new Map(this.#consumers.map((consumer) => [consumer.id, this.#start(consumer, take, onFault)]))
    this.#running = running
    if (running.size) this.#beats = setInterval(() => void this.#tally.beat(running), CONSUMER_BEAT_MS).unref()
  }

  /** Takes no more messages and waits for those in flight: whatever is not recorded by then stays with its broker. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#beats)
    const running = this.#running
    if (!running) return
    await Promise.all([...running.values()].map((consumer) => consumer.stop()))
    await this.#tally.beat(running)
  }

  #start({ id, kind, config, account }: ResolvedConsumer, take: TakeMessage, onFault: OnConsumerFault): Consumer {
    return new Consumer({
      kind,
      config,
      take: async (message) => {
        try {
          const verdict = await take(message, { id, account })
          this.#tally.count(id, verdict.outcome === "recorded" ? "taken" : "refused")
          return verdict
        } catch (error) {
          this.#tally.count(id, "failed")
          throw error
        }
      },
      onFault: (error) => {
        this.#tally.fault(id, error)
        onFault(`consumer "${id}": ${described(error)}`)
      },
    })
  }
}

function described(error: unknown): string {
  const { message } = describeError(error)
  const cause = error instanceof Error && error.cause ? describeError(error.cause).message : undefined
  return cause ? `${message} (${cause})` : message
}
