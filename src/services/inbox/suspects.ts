import { LOCK_WAIT_SECONDS } from "../queue/locks"
import { LOOK_EVERY_MS } from "../queue/times"
import type { ClaimedEvent } from "../store/webhook-event-repository"
import type { Inbox } from "./inbox"

/** Work that goes on for longer does not keep a suspect waiting, nor does a suspect keep others waiting for longer. */
const PATIENCE_MS = LOCK_WAIT_SECONDS * 1000

/** The events to start now: a suspect, the others, or both. */
interface Next {
  readonly suspect?: ClaimedEvent
  readonly others: boolean
}

/**
 * Events whose lease has lapsed before, one at a time and with nothing beside them in this process. A process that ends takes all
 * its leases with it; after a few such ends every event beside the one that causes them would be given up as well.
 */
export class Suspects {
  readonly #inbox: Pick<Inbox, "isSuspectDue" | "claimSuspect">
  readonly #now: () => number
  #lookedAt = -Infinity
  /** When this process began to claim nothing, so that a suspect can run alone. */
  #waitsSince: number | undefined
  #running: { readonly event: ClaimedEvent; readonly since: number } | undefined

  constructor(inbox: Pick<Inbox, "isSuspectDue" | "claimSuspect">, now: () => number = () => performance.now()) {
    this.#inbox = inbox
    this.#now = now
  }

  /** The number and kind of events that a worker with `active` ones in work may start. */
  async next(active: number): Promise<Next> {
    if (this.#running) return { others: this.#isOver(this.#running.since) }
    if (!(await this.#isWaiting())) return { others: true }
    if (active > 0 && !this.#isOver(this.#waitsSince)) return { others: false }
    this.#waitsSince = undefined
    const suspect = await this.#inbox.claimSuspect()
    if (!suspect) return { others: true }
    this.#running = { event: suspect, since: this.#now() }
    return { suspect, others: false }
  }

  ended(event: ClaimedEvent): void {
    if (this.#running?.event === event) this.#running = undefined
  }

  /** Asks the database once in a while only: hardly ever is there a suspect. */
  async #isWaiting(): Promise<boolean> {
    if (this.#waitsSince !== undefined) return true
    const now = this.#now()
    if (now - this.#lookedAt < LOOK_EVERY_MS) return false
    this.#lookedAt = now
    if (!(await this.#inbox.isSuspectDue())) return false
    this.#waitsSince = now
    return true
  }

  #isOver(since: number | undefined): boolean {
    return since !== undefined && this.#now() - since > PATIENCE_MS
  }
}
