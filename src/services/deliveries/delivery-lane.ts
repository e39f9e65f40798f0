/** The functions that a lane works with. */
export interface DeliveryLaneWork<Job> {
  /** Takes up to so many due jobs under a lease. */
  claim(free: number): Promise<readonly Job[]>
  work(job: Job): Promise<void>
  /** Fills the lane anew, because a place has become free: with the destination as it is by then. */
  again(): Promise<void>
  onFault(error: unknown): void
}

interface Options {
  readonly isStopped: () => boolean
  /** Lets a stop wait for work. */
  readonly track: (work: Promise<void>, ended?: () => void) => void
}

/**
 * The calls to one destination, in a fixed number of places. Claims take as many jobs as places are free: outcomes are written
 * together, so their places become free together.
 */
export class DeliveryLane {
  readonly #options: Options
  #calls = 0
  #isFilling = false
  #again = false

  constructor(options: Options) {
    this.#options = options
  }

  /** Starts calls until all places are taken or nothing is due. */
  async fill<Job>(atOnce: number, lane: DeliveryLaneWork<Job>): Promise<void> {
    if (this.#isFilling) {
      this.#again = true
      return
    }
    this.#isFilling = true
    try {
      do {
        this.#again = false
        await new Promise(setImmediate)
        const free = atOnce - this.#calls
        if (free <= 0 || this.#options.isStopped()) return
        for (const job of await lane.claim(free)) this.#start(job, lane)
      } while (this.#again)
    } catch (error) {
      lane.onFault(error)
    } finally {
      this.#isFilling = false
    }
  }

  #start<Job>(job: Job, lane: DeliveryLaneWork<Job>): void {
    this.#calls++
    this.#options.track(
      lane.work(job).catch((error: unknown) => lane.onFault(error)),
      () => {
        this.#calls--
        this.#options.track(lane.again())
      },
    )
  }
}
