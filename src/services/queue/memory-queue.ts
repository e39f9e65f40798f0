import type { After } from "./poller"
import { SHUTDOWN_SECONDS } from "./times"
import { UnderWay } from "./under-way"

/**
 * Begins work in the order it came in, `atOnce` pieces at a time, each after more urgent work. The queue is in this process's
 * memory only: the caller also leaves a mark in a row, by which the sweep finds work that a crash or a shutdown has cut off.
 */
export class MemoryQueue {
  readonly #atOnce: number
  readonly #after: After
  readonly #waiting: Array<() => Promise<void>> = []
  readonly #underWay = new UnderWay()
  #begun = 0
  #isStopped = false

  constructor({ atOnce, after }: { atOnce: number; after: After }) {
    this.#atOnce = atOnce
    this.#after = after
  }

  /** Returns at once. `work` handles its own errors. */
  add(work: () => Promise<void>): void {
    this.#waiting.push(work)
    this.#beginNext()
  }

  /** Begins nothing more and waits for the work in flight. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#underWay.finish(SHUTDOWN_SECONDS)
  }

  #beginNext(): void {
    if (this.#isStopped || this.#begun >= this.#atOnce) return
    const work = this.#waiting.shift()
    if (!work) return
    this.#begun++
    this.#underWay.add(this.#begin(work), () => {
      this.#begun--
      this.#beginNext()
    })
  }

  async #begin(work: () => Promise<void>): Promise<void> {
    await this.#after.inFlight.quiet(this.#after.patienceMs)
    if (!this.#isStopped) await work()
  }
}
