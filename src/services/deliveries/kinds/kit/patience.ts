/**
 * Counts messages that the broker took and never confirmed. Their bytes stay in the client's memory, and the queue sends them
 * again: a broker that reads and says nothing would fill the process. After as many as may be on their way at once, the
 * connection is worth nothing and is dropped with all of them.
 */
export class Patience {
  readonly #most: number
  readonly #onExhausted: () => void
  #unanswered = 0

  constructor(most: number, onExhausted: () => void) {
    this.#most = most
    this.#onExhausted = onExhausted
  }

  answered(): void {
    this.#unanswered = 0
  }

  unanswered(): void {
    if (++this.#unanswered < this.#most) return
    this.#unanswered = 0
    this.#onExhausted()
  }
}
