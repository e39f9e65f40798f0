/** Lets at most so many work at a time, and so many wait for their turn. */
export class Turns {
  #working = 0
  readonly #waiting: (() => void)[] = []

  constructor(
    readonly mostAtOnce: number,
    readonly mostWaiting: number,
  ) {}

  /** True at once, or once it is this caller's turn; false where too many wait already. Whoever gets true calls `end`. */
  async begin(): Promise<boolean> {
    if (this.#working < this.mostAtOnce) {
      this.#working++
      return true
    }
    if (this.#waiting.length >= this.mostWaiting) return false
    await new Promise<void>((resolve) => this.#waiting.push(resolve))
    return true
  }

  /** Hands the turn on to the next, so that nobody can slip in between. */
  end(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#working--
  }
}
