/** The functions that a lane works with. */
export interface DeliveryLaneWork<Job> {
  /** Takes up to so many due jobs under a lease. */
  claim(free: number): Promise<readonly Job[]>
  /**
   * Resolves when the job's outcome is written; to `false` if nothing is due that could be claimed. `left` is called before that where
   * its place is free for the next one already.
   */
  work(job: Job, left: () => void): Promise<boolean>
  /** Fills the lane anew, because jobs have ended: with the destination as it is by then. */
  again(): Promise<void>
  onFault(error: unknown): void
}

/** How many jobs a lane has. */
export interface Places {
  /** Calls at once. */
  readonly atOnce: number
  /** Claimed jobs beside those: waiting for a place, or for their outcome to be written. */
  readonly ahead: number
}

interface Options {
  readonly isStopped: () => boolean
  /** Lets a stop wait for work. */
  readonly track: (work: Promise<void>, ended?: () => void) => void
}

/**
 * The calls to one destination, in a fixed number of places. While some are on their way, the next ones are claimed and the outcomes
 * of the last ones written. Claims take as many jobs as there is room for: outcomes are written together, so room comes together.
 */
export class DeliveryLane<Job> {
  readonly #options: Options
  #places: Places = { atOnce: 0, ahead: 0 }
  #lane: DeliveryLaneWork<Job> | undefined
  readonly #waiting: Job[] = []
  #calls = 0
  /** Claimed jobs whose outcomes are not written; those that wait are among them. */
  #claimed = 0
  #isFilling = false
  #again = false

  constructor(options: Options) {
    this.#options = options
  }

  /** Claims and starts calls until there is no room or nothing is due. */
  async fill(places: Places, lane: DeliveryLaneWork<Job>): Promise<void> {
    this.#places = places
    this.#lane = lane
    if (this.#isFilling) {
      this.#again = true
      return
    }
    this.#isFilling = true
    try {
      do {
        this.#again = false
        await new Promise(setImmediate)
        const { atOnce, ahead } = this.#places
        const free = atOnce + ahead - this.#claimed
        if (free <= 0 || this.#options.isStopped()) return
        // Enough wait for the next round of calls: room that is left to grow costs one claim and not several.
        if (this.#waiting.length >= atOnce) return
        const claimed = await this.#lane.claim(free)
        this.#claimed += claimed.length
        this.#waiting.push(...claimed)
        this.#start()
      } while (this.#again)
    } catch (error) {
      lane.onFault(error)
    } finally {
      this.#isFilling = false
    }
  }

  /** Takes back the jobs that wait for a place, and claims none ahead until it is filled anew: whoever takes them lets go of their leases. */
  takeWaiting(): Job[] {
    this.#places = { ...this.#places, ahead: 0 }
    this.#claimed -= this.#waiting.length
    return this.#waiting.splice(0)
  }

  #start(): void {
    while (this.#calls < this.#places.atOnce && this.#waiting.length && !this.#options.isStopped()) {
      this.#call(this.#waiting.shift()!, this.#lane!)
    }
  }

  #call(job: Job, lane: DeliveryLaneWork<Job>): void {
    this.#calls++
    let hasLeft = false
    let hasMore = true
    const left = () => {
      if (hasLeft) return
      hasLeft = true
      this.#calls--
      this.#start()
    }
    this.#options.track(
      lane.work(job, left).then(
        (more) => void (hasMore = more),
        (error: unknown) => lane.onFault(error),
      ),
      () => {
        this.#claimed--
        left()
        if (hasMore) this.#options.track(lane.again())
      },
    )
  }
}
