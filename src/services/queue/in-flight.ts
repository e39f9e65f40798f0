/** Counts the work in flight, and lets less urgent work wait until there is none. */
export class InFlight {
  #count = 0
  #waiting: Array<() => void> = []

  enter(): void {
    this.#count++
  }

  leave(): void {
    this.#count--
    if (this.#count > 0) return
    const waiting = this.#waiting
    this.#waiting = []
    for (const resume of waiting) resume()
  }

  /** Counts `work` as in flight while it runs. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.enter()
    try {
      return await work()
    } finally {
      this.leave()
    }
  }

  /**
   * Resolves when nothing is in flight, after `patienceMs` at the latest: urgent work may delay other work, but never starve it. False
   * where something is still in flight.
   */
  quiet(patienceMs: number): Promise<boolean> {
    if (this.#count === 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), patienceMs)
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve(true)
      })
    })
  }
}
