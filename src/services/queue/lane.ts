import type { Poller, Work } from "./poller"

export interface LaneOptions {
  readonly poller: Pick<Poller<Work>, "isStopped" | "track">
  /** Most calls in flight at once. */
  readonly atOnce: number
}

/** The work of a lane: claims a job under a lease, or finds none due, and works on it. */
export interface LaneWork<Job> extends Work {
  claim(): Promise<Job | undefined>
  work(job: Job): Promise<void>
}

/**
 * The calls of one queue or channel, in a fixed number of places. A slow call takes up one place; the next claim is made as soon
 * as a place is free.
 */
export class Lane {
  readonly #poller: LaneOptions["poller"]
  readonly #atOnce: number
  #calls = 0

  constructor({ poller, atOnce }: LaneOptions) {
    this.#poller = poller
    this.#atOnce = atOnce
  }

  /** Starts calls until all places are taken or nothing is due. */
  async fill<Job>(lane: LaneWork<Job>): Promise<void> {
    while (!this.#poller.isStopped && this.#calls < this.#atOnce) {
      this.#calls++
      const job = await lane.claim().catch((error: unknown) => {
        lane.onFault(error)
        return undefined
      })
      if (!job) {
        this.#calls--
        return
      }
      const call = lane.work(job).catch((error: unknown) => lane.onFault(error))
      this.#poller.track(call, () => {
        this.#calls--
        this.#poller.track(this.fill(lane))
      })
    }
  }
}
