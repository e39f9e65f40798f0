import type { ResolvedOptions } from "../options"
import type { LiveRepository } from "../store/live-repository"
import { ANYWHERE, type Hint } from "./hint"
import type { LiveHints } from "./hints"
import { LiveListener } from "./listener"

interface Cradle {
  readonly options: Pick<ResolvedOptions, "live">
  readonly liveRows: Pick<LiveRepository, "createClient">
  readonly liveHints: Pick<LiveHints, "hear">
}

/** The hints of this process and of all others, for whoever shows statuses. */
export class LiveNews {
  readonly #cradle: Cradle
  readonly #hearers = new Set<(hint: Hint) => void>()
  readonly #listener: LiveListener
  #leave: (() => void) | undefined
  #isStopped = false

  constructor(cradle: Cradle) {
    this.#cradle = cradle
    this.#listener = new LiveListener({
      rows: cradle.liveRows,
      onHint: (hint) => this.#tell(hint),
      onGap: () => this.#tell(ANYWHERE),
    })
  }

  hear(hearer: (hint: Hint) => void): void {
    this.#hearers.add(hearer)
  }

  /** Listens from now on. A process that never shows a status, such as a worker, opens no connection for it. */
  start(): void {
    if (this.#leave || this.#isStopped) return
    this.#leave = this.#cradle.liveHints.hear((hint) => this.#tell(hint))
    if (this.#cradle.options.live.listen) this.#listener.start()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#leave?.()
    await this.#listener.stop()
  }

  #tell(hint: Hint): void {
    for (const hear of this.#hearers) hear(hint)
  }
}
