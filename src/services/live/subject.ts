import type { BatchedReads } from "./batched-reads"
import type { LiveState, Watch } from "./live-state"
import type { LiveStream } from "./stream"

interface Waiting {
  resolve(state: LiveState | null): void
  reject(error: unknown): void
}

export interface SubjectParts {
  readonly reads: Pick<BatchedReads, "read">
  readonly onFault: (error: unknown) => void
}

/**
 * A cart, an order or a customer, and the streams about it. All of them share its reads. One read runs at a time, and a change that
 * becomes known meanwhile has it read once more: so no read overtakes another, and no client sees a version go back.
 */
export class Subject {
  readonly watch: Watch
  readonly streams = new Set<LiveStream>()
  /** Streams and openings that hold it. */
  holders = 0
  readonly #parts: SubjectParts
  #waiting: Waiting[] = []
  #isReading = false
  #again = false
  #isOwed = false
  #total: number | undefined

  constructor(watch: Watch, parts: SubjectParts) {
    this.watch = watch
    this.#parts = parts
  }

  /** The sum of versions that its streams know; undefined before the first read. */
  get total(): number | undefined {
    return this.#total
  }

  /** A state that is read from now on. */
  look(): Promise<LiveState | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.wake()
    })
  }

  /** Reads anew and sends the news to its streams. */
  wake(): void {
    this.#again = true
    if (!this.#isReading) void this.#run()
  }

  /** Reads anew where the last read has failed. */
  retry(): void {
    if (this.#isOwed) this.wake()
  }

  async #run(): Promise<void> {
    this.#isReading = true
    while (this.#again) {
      let waiting: Waiting[] = []
      try {
        const state = await this.#parts.reads.read(this.watch, () => {
          // Taken when the read begins: who asks later gets a later one.
          this.#again = false
          waiting = this.#waiting
          this.#waiting = []
        })
        this.#isOwed = false
        this.#total = state?.total
        for (const one of waiting) one.resolve(state)
        this.#tell(state)
      } catch (error) {
        this.#isOwed = true
        for (const one of waiting) one.reject(error)
        if (!waiting.length) this.#parts.onFault(error)
      }
    }
    this.#isReading = false
  }

  #tell(state: LiveState | null): void {
    for (const stream of [...this.streams]) {
      if (state) stream.offer(state.statuses)
      else stream.end("expired")
    }
  }
}
