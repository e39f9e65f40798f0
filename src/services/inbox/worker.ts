import type { ResolvedOptions } from "../options"
import type { ClaimedEvent } from "../store/webhook-event-repository"
import type { Inbox } from "./inbox"

/** What is done with a claimed event; it writes its own verdict. */
export type ProcessEvent = (event: ClaimedEvent) => Promise<void>

/** Told of what cannot be written on a row: a claim or a verdict that the database did not take. */
export type OnFault = (error: unknown, event?: ClaimedEvent) => void

const SHUTDOWN_SECONDS = 15

/**
 * Works through due events, at most `processing.concurrency` at once in this process. Waking it while it is busy makes it look
 * again, not work twice.
 */
export class InboxWorker {
  readonly #inbox: Inbox
  readonly #options: ResolvedOptions["processing"]
  readonly #active = new Set<Promise<void>>()
  #claiming = false
  #lookAgain = false
  #stopped = false

  constructor({ inbox, options }: { inbox: Inbox; options: ResolvedOptions }) {
    this.#inbox = inbox
    this.#options = options.processing
  }

  /** Starts on whatever is due and returns at once; goes on until nothing is. */
  wake(process: ProcessEvent, onFault: OnFault): void {
    if (this.#claiming) {
      this.#lookAgain = true
      return
    }
    this.#claiming = true
    void this.#claim(process, onFault).finally(() => {
      this.#claiming = false
      if (this.#lookAgain) {
        this.#lookAgain = false
        this.wake(process, onFault)
      }
    })
  }

  /** Claims nothing more and waits for what is under way, so that a deployment leaves no lease behind. */
  async stop(): Promise<void> {
    this.#stopped = true
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, SHUTDOWN_SECONDS * 1000)))
    await Promise.race([Promise.all(this.#active), patience])
    clearTimeout(timer)
  }

  async #claim(process: ProcessEvent, onFault: OnFault): Promise<void> {
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
    const work = process(event)
      .catch((error: unknown) => onFault(error, event))
      .finally(() => {
        clearInterval(heartbeat)
        this.#active.delete(work)
        this.wake(process, onFault)
      })
    this.#active.add(work)
  }
}
