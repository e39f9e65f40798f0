import type { ResolvedOptions } from "../options"
import type { InFlight } from "../queue/in-flight"
import { LONGEST_WORK_SECONDS } from "../queue/locks"
import { Poller } from "../queue/poller"
import { INTAKE_BURST_MS, INTAKE_PATIENCE_MS } from "../queue/times"
import { withHeartbeat } from "../queue/with-heartbeat"
import type { ClaimedEvent } from "../store/webhook-event-repository"
import type { Inbox } from "./inbox"
import { Suspects } from "./suspects"

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
 * again; it does not work twice. An event on which two workers have ended is worked on alone: if it ends this one, too, no other
 * event is blamed for it.
 */
export class InboxWorker {
  readonly #inbox: Inbox
  readonly #processing: InFlight
  readonly #options: ResolvedOptions["processing"]
  readonly #poller: Poller<EventWork>
  readonly #suspects: Suspects
  #active = 0

  constructor(cradle: { inbox: Inbox; intakeInFlight: InFlight; processingInFlight: InFlight; options: ResolvedOptions }) {
    this.#inbox = cradle.inbox
    this.#processing = cradle.processingInFlight
    this.#options = cradle.options.processing
    this.#suspects = new Suspects(cradle.inbox)
    this.#poller = new Poller({
      look: (work) => this.#claim(work),
      after: { inFlight: cradle.intakeInFlight, patienceMs: INTAKE_PATIENCE_MS, burstMs: INTAKE_BURST_MS },
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
    const { suspect, others } = await this.#suspects.next(this.#active)
    if (suspect) this.#start(suspect, work, () => this.#suspects.ended(suspect))
    if (!others) return
    for (const event of await this.#inbox.claim(free)) this.#start(event, work)
  }

  #start(event: ClaimedEvent, work: EventWork, ended = (): void => undefined): void {
    this.#active++
    this.#processing.enter()
    const processed = withHeartbeat(
      () => this.#inbox.extendLease(event),
      { leaseSeconds: this.#options.leaseSeconds, longestSeconds: LONGEST_WORK_SECONDS },
      () => work.process(event),
    ).catch((error: unknown) => work.onFault(error, event))
    this.#poller.track(processed, () => {
      this.#active--
      ended()
      // Looks for more before it leaves the in-flight count: between two events of a burst the worker is not idle.
      this.#poller.wake(work)
      this.#processing.leave()
    })
  }
}
