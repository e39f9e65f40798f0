/** The messages of a sender that are on their way: `close` waits for them, each no longer than its own time. */
export class InFlightSends {
  readonly #sends = new Set<Promise<unknown>>()

  track<T>(send: Promise<T>): Promise<T> {
    const ended = send.catch(() => undefined).finally(() => this.#sends.delete(ended))
    this.#sends.add(ended)
    return send
  }

  async finish(): Promise<void> {
    while (this.#sends.size) await Promise.all(this.#sends)
  }
}
