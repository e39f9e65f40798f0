/** Counts what is under way, and lets less urgent work wait until nothing is. */
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

  /** Runs `work` as something under way. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.enter()
    try {
      return await work()
    } finally {
      this.leave()
    }
  }

  /** Resolves when nothing is under way, after `patienceMs` at the latest: urgent work may delay other work, never starve it. */
  quiet(patienceMs: number): Promise<void> {
    if (this.#count === 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, patienceMs)
      this.#waiting.push(() => {
        clearTimeout(timer)
        resolve()
      })
    })
  }
}
