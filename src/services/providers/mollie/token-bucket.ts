/** Counts down from `most`, and fills up again by one every `refillMs`. */
export class TokenBucket {
  #tokens: number
  #countedAt: number | undefined

  constructor(
    readonly most: number,
    readonly refillMs: number,
  ) {
    this.#tokens = most
  }

  /** Takes a token, if there is one. */
  take(now: number): boolean {
    const since = Math.max(0, now - (this.#countedAt ?? now))
    this.#tokens = Math.min(this.most, this.#tokens + since / this.refillMs)
    this.#countedAt = now
    if (this.#tokens < 1) return false
    this.#tokens--
    return true
  }

  giveBack(): void {
    this.#tokens = Math.min(this.most, this.#tokens + 1)
  }
}
