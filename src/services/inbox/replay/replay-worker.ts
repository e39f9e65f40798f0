import type { ResolvedOptions } from "../../options"
import type { InFlight } from "../../queue/in-flight"
import { Poller } from "../../queue/poller"
import { INTAKE_BURST_MS, INTAKE_PATIENCE_MS } from "../../queue/times"
import type { WebhookReplayRepository } from "../../store/webhook-replay-repository"
import { carryOn, type CarriedOn } from "./carry-on"

/** While a run goes on, it looks this often for events that have an outcome. */
const STEP_MS = 100

interface ReplayWork {
  /** Events were made due. */
  readonly onDue: () => void
  readonly onFinished: (run: CarriedOn["finished"][number]) => void
  readonly onFault: (error: unknown) => void
}

/**
 * Carries the replays of whole causes on. Of all runs together, at most half as many events are due at once as one process works on: a
 * webhook that comes in meanwhile finds the other half free, however many events are replayed.
 */
export class ReplayWorker {
  readonly #replays: WebhookReplayRepository
  readonly #options: ResolvedOptions["processing"]
  readonly #poller: Poller<ReplayWork>
  #next: NodeJS.Timeout | undefined

  constructor(cradle: { webhookReplays: WebhookReplayRepository; intakeInFlight: InFlight; options: ResolvedOptions }) {
    this.#replays = cradle.webhookReplays
    this.#options = cradle.options.processing
    this.#poller = new Poller({
      look: (work) => this.#step(work),
      after: { inFlight: cradle.intakeInFlight, patienceMs: INTAKE_PATIENCE_MS, burstMs: INTAKE_BURST_MS },
    })
  }

  /** Looks now, and then by itself until no run has anything left to do. */
  wake(work: ReplayWork): void {
    this.#poller.wake(work)
  }

  async stop(): Promise<void> {
    clearTimeout(this.#next)
    await this.#poller.stop()
  }

  async #step(work: ReplayWork): Promise<void> {
    const { concurrency, giveUpAfterSeconds } = this.#options
    const window = Math.max(1, Math.floor(concurrency / 2))
    const carried = await this.#replays.exclusively((open) => carryOn(open, { window, giveUpAfterSeconds }))
    // Another process is at it, or there is nothing to do: the sweep looks again.
    if (!carried) return
    if (carried.advanced) work.onDue()
    for (const run of carried.finished) work.onFinished(run)
    clearTimeout(this.#next)
    if (carried.isOpen && !this.#poller.isStopped) this.#next = setTimeout(() => this.wake(work), STEP_MS).unref()
  }
}
