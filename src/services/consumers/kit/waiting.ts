/** Pauses that end early when the consumer stops. */
export class Waiting {
  readonly #stop = new AbortController()

  /** Resolves when it is stopped. */
  readonly stopped = new Promise<undefined>((resolve) => {
    this.#stop.signal.addEventListener("abort", () => resolve(undefined), { once: true })
  })

  get isStopped(): boolean {
    return this.#stop.signal.aborted
  }

  stop(): void {
    this.#stop.abort()
  }

  pause(milliseconds: number): Promise<void> {
    if (this.isStopped) return Promise.resolve()
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer)
        this.#stop.signal.removeEventListener("abort", end)
        resolve()
      }
      const timer = setTimeout(end, milliseconds)
      this.#stop.signal.addEventListener("abort", end, { once: true })
    })
  }
}

const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * Whole milliseconds, from one second to thirty, with jitter: many instances do not come back to a broker at the same moment. NATS
 * takes a fraction for no delay at all.
 */
export const delayAfter = (failures: number): number =>
  Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 2))
