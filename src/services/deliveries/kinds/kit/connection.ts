import { untilAborted } from "./until-aborted"

export interface ConnectionOptions<Opened> {
  /** Opens one; calls `onLost` when it has ended by itself, however often. */
  readonly open: (onLost: (error: Error) => void) => Promise<Opened>
  readonly close: (opened: Opened) => Promise<void>
  /** Receives why an idle connection has ended: no message reports it. */
  readonly onFault: (error: unknown) => void
}

interface Waiter<Opened> {
  resolve(opened: Opened): void
  reject(error: unknown): void
}

/** An attempt to connect. Waiters can leave it: while it hangs, it holds nothing of messages whose time is over. */
class Attempt<Opened> {
  readonly outcome: Promise<Opened>
  readonly #waiters = new Set<Waiter<Opened>>()
  /** Set once it is open. */
  opened: Opened | undefined

  constructor(open: (attempt: Attempt<Opened>) => Promise<Opened>) {
    this.outcome = open(this)
    this.outcome.then(
      (opened) => {
        this.opened = opened
        for (const { resolve } of this.#waiters) resolve(opened)
        this.#waiters.clear()
      },
      (error: unknown) => {
        for (const { reject } of this.#waiters) reject(error)
        this.#waiters.clear()
      },
    )
  }

  async get(signal: AbortSignal): Promise<Opened> {
    if (this.opened !== undefined && !signal.aborted) return this.opened
    let waiter: Waiter<Opened> | undefined
    const opened = new Promise<Opened>((resolve, reject) => this.#waiters.add((waiter = { resolve, reject })))
    return untilAborted(opened, signal).finally(() => this.#waiters.delete(waiter!))
  }
}

/**
 * A connection to a broker, shared by all messages of a sender. The first message that needs it opens it, and so does the first
 * message after it was lost. It never connects by itself: the queue of deliveries decides when to try a broker again, and
 * messages wait in that queue rather than in a client's memory.
 */
export class Connection<Opened> {
  readonly #options: ConnectionOptions<Opened>
  #current: Attempt<Opened> | undefined
  #closed = false

  constructor(options: ConnectionOptions<Opened>) {
    this.#options = options
  }

  /** The open connection. Rejects with the error of opening it, or when the signal is aborted meanwhile. */
  get(signal: AbortSignal): Promise<Opened> {
    if (this.#closed) return Promise.reject(new Error("the destination was closed"))
    return (this.#current ??= new Attempt((attempt) => this.#open(attempt))).get(signal)
  }

  /** Forgets this connection and closes it: the next message opens another one. */
  drop(attempt: Attempt<Opened> | undefined = this.#current): void {
    if (!attempt) return
    if (this.#current === attempt) this.#current = undefined
    // A connection that cannot be closed properly is gone all the same.
    attempt.outcome.then((opened) => this.#options.close(opened)).catch(() => undefined)
  }

  async close(): Promise<void> {
    this.#closed = true
    const opened = this.#current?.opened
    // An attempt that hangs is not waited for: it closes what it may still open.
    if (opened === undefined) return this.drop()
    this.#current = undefined
    await this.#options.close(opened).catch((error: unknown) => this.#options.onFault(error))
  }

  #open(attempt: Attempt<Opened>): Promise<Opened> {
    const opening = this.#options.open((error) => {
      if (this.#current !== attempt) return
      this.drop(attempt)
      this.#options.onFault(error)
    })
    opening.catch(() => {
      if (this.#current === attempt) this.#current = undefined
    })
    return opening
  }
}
