import type { ResolvedOptions } from "../options"
import type { InFlight } from "../queue/in-flight"
import { Poller } from "../queue/poller"
import { INTAKE_PATIENCE_MS } from "../queue/times"
import { withHeartbeat } from "../queue/with-heartbeat"
import type { ClaimedEvent } from "../store/webhook-event-repository"
import type { Inbox } from "./inbox"

/** Processes a claimed event, and writes its own verdict. */
export type ProcessEvent = (event: ClaimedEvent) => Promise<void>

/** Receives a failure that cannot be written on a row: a claim or a verdict that the database did not take. */
export type OnFault = (error: unknown, event?: ClaimedEvent) => void

interface EventWork {
  readonly process: ProcessEvent
  readonly onFault: OnFault
}

/**
 * Works through due events, at most `processing.concurrency` at once in this process. If it is woken while it is busy, it looks
 * again; it does not work twice.
 */
export class InboxWorker {
  readonly #inbox: Inbox
  readonly #processing: InFlight
  readonly #options: ResolvedOptions["processing"]
  readonly #poller: Poller<EventWork>
  #active = 0

  constructor(cradle: { inbox: Inbox; intakeInFlight: InFlight; processingInFlight: InFlight; options: ResolvedOptions }) {
    this.#inbox = cradle.inbox
    this.#processing = cradle.processingInFlight
    this.#options = cradle.options.processing
    this.#poller = new Poller({
      look: (work) => this.#claim(work),
      after: { inFlight: cradle.intakeInFlight, patienceMs: INTAKE_PATIENCE_MS },
      countedBy: cradle.processingInFlight,
    })
  }

  /** Starts on the due events and returns at once; goes on until none is due. */
  wake(process: ProcessEvent, onFault: OnFault): void {
    this.#poller.wake({ process, onFault })
  }

  /** Wakes it, and from now on it looks by itself as well. */
  run(process: ProcessEvent, onFault: OnFault): void {
    this.#poller.run({ process, onFault })
  }

  /** Claims nothing more and waits for the work in flight. */
  stop(): Promise<void> {
    return this.#poller.stop()
  }

  async #claim(work: EventWork): Promise<void> {
    const free = this.#options.concurrency - this.#active
    if (free <= 0) return
    for (const event of await this.#inbox.claim(free)) this.#start(event, work)
  }

  #start(event: ClaimedEvent, work: EventWork): void {
    this.#active++
    this.#processing.enter()
    const processed = withHeartbeat(
      () => this.#inbox.extendLease(event),
      this.#options.leaseSeconds,
      () => work.process(event),
    ).catch((error: unknown) => work.onFault(error, event))
    this.#poller.track(processed, () => {
      this.#active--
      // Looks for more before it leaves the in-flight count: between two events of a burst the worker is not idle.
      this.#poller.wake(work)
      this.#processing.leave()
    })
  }
}
