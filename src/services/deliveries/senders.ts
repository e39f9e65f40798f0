import type { Destinations, OpenedDestination } from "./destinations"
import type { Sender } from "./kind"

/** A destination with its open connection. */
export interface OpenSender extends OpenedDestination {
  readonly sender: Sender
}

interface Kept {
  readonly version: number
  /** Until when it is taken from here: the expiry of a secret, or the next try to open what could not be opened. */
  until: number
  readonly opened: Promise<OpenSender | undefined>
}

/** Receives an error of a destination that belongs to none of its deliveries. */
export type OnSenderFault = (error: unknown, destinationId: string) => void

/** A fault of ours, like a key that is missing, is reported and looked at again after this time. */
const AGAIN_MS = 60_000

/** The open connections of this process: one for each destination, closed and opened anew when that changes. */
export class Senders {
  readonly #destinations: Destinations
  readonly #now: () => Date
  readonly #kept = new Map<string, Kept>()

  constructor({ destinations, clock }: { destinations: Destinations; clock: () => Date }) {
    this.#destinations = destinations
    this.#now = clock
  }

  /** The connection to a destination; undefined while there is none to be had. What stands in its way is reported once a minute. */
  get(id: string, version: number, onFault: OnSenderFault): Promise<OpenSender | undefined> {
    const kept = this.#kept.get(id)
    if (kept && kept.version >= version && kept.until > this.#now().getTime()) return kept.opened
    this.#close(id)
    const next: Kept = { version, until: Infinity, opened: this.#open(id, onFault, (until) => (next.until = until)) }
    this.#kept.set(id, next)
    return next.opened
  }

  /** Closes the connections to destinations that are not among these, or have changed since. */
  retain(versions: ReadonlyMap<string, number>): void {
    for (const [id, { version }] of this.#kept) if (version < (versions.get(id) ?? Infinity)) this.#close(id)
  }

  /** Closes all of them; resolves when what was on its way has ended. */
  async closeAll(): Promise<void> {
    const closing = [...this.#kept.values()].map(({ opened }) => close(opened))
    this.#kept.clear()
    await Promise.all(closing)
  }

  #close(id: string): void {
    const kept = this.#kept.get(id)
    this.#kept.delete(id)
    if (kept) void close(kept.opened)
  }

  async #open(id: string, onFault: OnSenderFault, keep: (until: number) => void): Promise<OpenSender | undefined> {
    try {
      const opened = await this.#destinations.open(id)
      if (!opened) return undefined
      const { kind, config, secrets, until } = opened
      if (until) keep(until.getTime())
      const context = { destination: { id }, config, secrets, now: this.#now, onFault: (error: unknown) => onFault(error, id) }
      return { ...opened, sender: kind.open(context) }
    } catch (error) {
      keep(this.#now().getTime() + AGAIN_MS)
      onFault(error, id)
      return undefined
    }
  }
}

/** A connection that cannot be closed properly is of no more use either way. */
async function close(opened: Promise<OpenSender | undefined>): Promise<void> {
  await opened.then((open) => open?.sender.close()).catch(() => undefined)
}
