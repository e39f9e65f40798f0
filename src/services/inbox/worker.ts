import type { ResolvedOptions } from "../options"
import type { ClaimedEvent } from "../store/webhook-event-repository"
import { finishWithin } from "../queue/finish-within"
import type { Gauge } from "../queue/gauge"
import type { Inbox } from "./inbox"

/** What is done with a claimed event; it writes its own verdict. */
export type ProcessEvent = (event: ClaimedEvent) => Promise<void>

/** Told of what cannot be written on a row: a claim or a verdict that the database did not take. */
export type OnFault = (error: unknown, event?: ClaimedEvent) => void

const SHUTDOWN_SECONDS = 15

/** How often to look without being woken: what another process recorded, and retries that have become due. */
const LOOK_EVERY_MS = 1_000

/** A provider waits for its answer, an order does not: events are started between the calls that are being accepted. */
const INTAKE_PATIENCE_MS = 50

/**
 * Works through due events, at most `processing.concurrency` at once in this process. Waking it while it is busy makes it look
 * again, not work twice.
 */
export class InboxWorker {
  readonly #inbox: Inbox
  readonly #intake: Gauge
  readonly #processing: Gauge
  readonly #options: ResolvedOptions["processing"]
  readonly #active = new Set<Promise<void>>()
  #claiming = false
  #lookAgain = false
  #stopped = false
  #clock: NodeJS.Timeout | undefined

  constructor(cradle: { inbox: Inbox; intakeGauge: Gauge; processingGauge: Gauge; options: ResolvedOptions }) {
    this.#inbox = cradle.inbox
    this.#intake = cradle.intakeGauge
    this.#processing = cradle.processingGauge
    this.#options = cradle.options.processing
  }

  /** Starts on whatever is due and returns at once; goes on until nothing is. */
  wake(process: ProcessEvent, onFault: OnFault): void {
    if (this.#claiming) {
      this.#lookAgain = true
      return
    }
    this.#claiming = true
    void this.#processing
      .during(() => this.#claim(process, onFault))
      .finally(() => {
        this.#claiming = false
        if (this.#lookAgain) {
          this.#lookAgain = false
          this.wake(process, onFault)
        }
      })
  }

  /** Wakes it, and from now on it looks by itself as well: one indexed query a second. Hints make it faster, no more. */
  run(process: ProcessEvent, onFault: OnFault): void {
    if (this.#stopped) return
    this.#clock ??= setInterval(() => this.wake(process, onFault), LOOK_EVERY_MS).unref()
    this.wake(process, onFault)
  }

  /** Claims nothing more and waits for what is under way, so that a deployment leaves no lease behind. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#clock)
    await finishWithin(this.#active, SHUTDOWN_SECONDS)
  }

  async #claim(process: ProcessEvent, onFault: OnFault): Promise<void> {
    await this.#intake.quiet(INTAKE_PATIENCE_MS)
    const free = this.#options.concurrency - this.#active.size
    if (free <= 0 || this.#stopped) return
    try {
      const events = await this.#inbox.claim(free)
      for (const event of events) this.#start(event, process, onFault)
    } catch (error) {
      onFault(error)
    }
  }

  #start(event: ClaimedEvent, process: ProcessEvent, onFault: OnFault): void {
    // Without its heartbeat a slow payment would be taken over while it is still worked on.
    const heartbeat = setInterval(
      () => void this.#inbox.keep(event).catch(() => undefined),
      (this.#options.leaseSeconds * 1000) / 3,
    )
    this.#processing.enter()
    const work = process(event)
      .catch((error: unknown) => onFault(error, event))
      .finally(() => {
        clearInterval(heartbeat)
        this.#active.delete(work)
        // Looks for more before it leaves the gauge: between two events of a burst the worker is not idle.
        this.wake(process, onFault)
        this.#processing.leave()
      })
    this.#active.add(work)
  }
}
