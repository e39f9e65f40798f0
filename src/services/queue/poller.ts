import type { InFlight } from "./in-flight"
import { LOOK_EVERY_MS, SHUTDOWN_SECONDS } from "./times"
import { UnderWay } from "./under-way"
import type { Urgent } from "./urgent"

/** The work on due rows. Each call passes its own, because it belongs to the caller's container. */
export interface Work {
  /** Receives the error of a look that failed. The next look may succeed, so nothing is lost, but the fault must be seen. */
  onFault(error: unknown): void
}

/** More urgent work, which goes first for `patienceMs` at most. */
export interface After {
  readonly inFlight: Urgent
  readonly patienceMs: number
  /** The patience with work that has just begun; until there is none, looks that follow have `patienceMs` only. Default: the same. */
  readonly burstMs?: number
}

export interface PollerOptions<W extends Work> {
  /** Finds due rows and starts on them. */
  readonly look: (work: W) => Promise<void>
  readonly after: After
  /** Counts each look as in flight, for queues that let this one go first. */
  readonly countedBy?: InFlight
}

/**
 * Looks for due rows when it is woken and, once it runs, by itself as well. If it is woken while it looks, it looks once more. So
 * a row that became due behind the look is not missed, and no two looks of a process run side by side.
 */
export class Poller<W extends Work> {
  readonly #options: PollerOptions<W>
  readonly #underWay = new UnderWay()
  #isLooking = false
  #lookAgain = false
  #isStopped = false
  /** The last look began although more urgent work was in flight. */
  #isCrowded = false
  #clock: NodeJS.Timeout | undefined

  constructor(options: PollerOptions<W>) {
    this.#options = options
  }

  get isStopped(): boolean {
    return this.#isStopped
  }

  /** Looks now, and returns at once. */
  wake(work: W): void {
    if (this.#isStopped) return
    if (this.#isLooking) {
      this.#lookAgain = true
      return
    }
    this.#isLooking = true
    const { countedBy } = this.#options
    this.track(countedBy ? countedBy.during(() => this.#look(work)) : this.#look(work))
  }

  /** Looks now, and from now on by itself as well. */
  run(work: W): void {
    if (this.#isStopped) return
    this.#clock ??= setInterval(() => this.wake(work), LOOK_EVERY_MS).unref()
    this.wake(work)
  }

  /** Tracks work on rows that were found: `stop` waits for it. */
  track(work: Promise<void>, ended?: () => void): void {
    this.#underWay.add(work, ended)
  }

  /** Looks no more and waits for the work in flight, including rows that a claim still brings: a deployment leaves no lease behind. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#clock)
    await this.#underWay.finish(SHUTDOWN_SECONDS)
  }

  async #look(work: W): Promise<void> {
    const { look, after } = this.#options
    try {
      do {
        this.#lookAgain = false
        const { burstMs = after.patienceMs } = after
        this.#isCrowded = !(await after.inFlight.quiet(this.#isCrowded ? after.patienceMs : burstMs))
        if (this.#isStopped) return
        await look(work).catch((error: unknown) => work.onFault(error))
      } while (this.#lookAgain)
    } finally {
      this.#isLooking = false
    }
  }
}
