/**
 * Bounds the calls under way to each host. A call beyond the bound waits for its turn, in order; one that is aborted meanwhile
 * leaves the queue and rejects with its signal's reason. Bounding calls bounds sockets as well, also through a proxy, where
 * `maxSockets` of Node's agent counts a socket only after its tunnel stands.
 */
export class HostSlots {
  readonly #atOnce: number
  readonly #hosts = new Map<string, { taken: number; waiting: Set<() => void> }>()

  constructor(atOnce: number) {
    this.#atOnce = atOnce
  }

  /** Hosts with calls under way; a host without any is forgotten. */
  get hosts(): number {
    return this.#hosts.size
  }

  async run<Result>(host: string, signal: AbortSignal, call: () => Promise<Result>): Promise<Result> {
    await this.#take(host, signal)
    try {
      return await call()
    } finally {
      this.#release(host)
    }
  }

  async #take(host: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const slots = this.#hosts.get(host) ?? { taken: 0, waiting: new Set() }
    this.#hosts.set(host, slots)
    if (slots.taken < this.#atOnce) {
      slots.taken += 1
      return
    }
    await new Promise<void>((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", leave)
        resolve()
      }
      const leave = () => {
        slots.waiting.delete(enter)
        reject(signal.reason)
      }
      slots.waiting.add(enter)
      signal.addEventListener("abort", leave, { once: true })
    })
  }

  /** Hands the place to the next call; it is never free in between, so nobody jumps the queue. */
  #release(host: string): void {
    const slots = this.#hosts.get(host)
    if (!slots) return
    const [next] = slots.waiting
    if (next) {
      slots.waiting.delete(next)
      return next()
    }
    slots.taken -= 1
    if (slots.taken === 0) this.#hosts.delete(host)
  }
}
