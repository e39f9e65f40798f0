import type { ResolvedOptions } from "../options"
import type { LiveRepository } from "../store/live-repository"
import { PROCESS_NAME } from "../store/process-name"
import { encodeHint, type Hint } from "./hint"

export const CHANNEL = "payment_notification_live"

/** Hints that wait while the database does not answer. More are dropped: the look of each second finds what they were about. */
const MOST_WAITING = 1_000

interface Cradle {
  readonly options: Pick<ResolvedOptions, "live">
  readonly liveRows: Pick<LiveRepository, "notify">
}

/**
 * Tells this process and all others that a payment has changed. A hint that is lost delays a stream by a second, no more; so nobody
 * waits for one, and none ever fails the work that sends it.
 */
export class LiveHints {
  readonly #rows: Cradle["liveRows"]
  readonly #listens: boolean
  readonly #hearers = new Set<(hint: Hint) => void>()
  #waiting: string[] = []
  #isSending = false

  constructor({ options, liveRows }: Cradle) {
    this.#rows = liveRows
    this.#listens = options.live.listen
  }

  /** Call it after the commit. Hints that come while others are sent go out together. */
  send(hint: Hint): void {
    for (const hear of this.#hearers) hear(hint)
    if (!this.#listens || this.#waiting.length >= MOST_WAITING) return
    this.#waiting.push(encodeHint(PROCESS_NAME, hint))
    if (!this.#isSending) void this.#drain()
  }

  /** Hears the hints of this process. */
  hear(hearer: (hint: Hint) => void): () => void {
    this.#hearers.add(hearer)
    return () => void this.#hearers.delete(hearer)
  }

  async #drain(): Promise<void> {
    this.#isSending = true
    try {
      while (this.#waiting.length) {
        const batch = this.#waiting
        this.#waiting = []
        await this.#rows.notify(CHANNEL, batch)
      }
    } catch {
      // The look of each second finds what these hints were about.
    } finally {
      this.#isSending = false
    }
  }
}
