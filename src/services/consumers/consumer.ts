import type { ConsumerKind, Subscription, Take } from "./kind"
import { delayAfter, Waiting } from "./kit/waiting"

interface ConsumerOptions {
  readonly kind: ConsumerKind
  readonly config: unknown
  readonly take: Take
  readonly onFault: (error: unknown) => void
}

/** Keeps one subscription open: after the broker was away it subscribes again, until it is stopped. */
export class Consumer {
  readonly #options: ConsumerOptions
  readonly #waiting = new Waiting()
  readonly #running: Promise<void>
  #subscription: Subscription | undefined
  #isSubscribed = false

  constructor(options: ConsumerOptions) {
    this.#options = options
    this.#running = this.#run()
  }

  get isSubscribed(): boolean {
    return this.#isSubscribed
  }

  /** Messages that wait at the broker; undefined where that cannot be said now. */
  async waiting(): Promise<number | undefined> {
    return this.#isSubscribed ? this.#subscription?.waiting?.() : undefined
  }

  /** Takes no more messages and waits for those in flight. */
  async stop(): Promise<void> {
    this.#waiting.stop()
    await this.#subscription?.close().catch(this.#options.onFault)
    await this.#running
  }

  async #run(): Promise<void> {
    const { kind, config, take, onFault } = this.#options
    for (let failures = 0; !this.#waiting.isStopped;) {
      try {
        const subscription = await kind.open({ config, take, onFault })
        this.#subscription = subscription
        if (this.#waiting.isStopped) return await subscription.close()
        failures = 0
        this.#isSubscribed = true
        const ended = await Promise.race([subscription.ended, this.#waiting.stopped])
        this.#isSubscribed = false
        if (!ended) return
        onFault(ended)
        await subscription.close()
      } catch (error) {
        onFault(error)
      }
      await this.#waiting.pause(delayAfter(++failures))
    }
  }
}
