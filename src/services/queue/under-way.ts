/** Work that has begun and not ended, for a shutdown that waits for it. */
export class UnderWay {
  readonly #work = new Set<Promise<void>>()

  /** `ended` is called as soon as the work has ended, before any caller that waits for it goes on: it may add the next work. */
  add(work: Promise<void>, ended?: () => void): void {
    const added = work.finally(() => {
      this.#work.delete(added)
      ended?.()
    })
    this.#work.add(added)
  }

  /** Resolves when nothing is in flight, after `seconds` at the latest: a deployment waits for its work, but not for ever. */
  async finish(seconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, seconds * 1000)))
    try {
      await Promise.race([this.#idle(), patience])
    } finally {
      clearTimeout(timer)
    }
  }

  async #idle(): Promise<void> {
    while (this.#work.size) await Promise.all(this.#work)
  }
}
