import { eventId, isNewer, type LiveState, type LiveStatus } from "./live-state"
import { resume } from "./resume"

/** Why the server ends a stream. */
export type EndReason = "final" | "expired" | "shutdown" | "lifetime" | "slow"

export interface StreamEvent {
  readonly event: "open" | "status" | "end"
  readonly data: string
  readonly id?: string
  /** Milliseconds after which the client connects anew. */
  readonly retry?: number
}

/** The socket of one client. */
export interface EventSink {
  /** False while the socket takes no more. */
  readonly isReady: boolean
  send(event: StreamEvent): void
  heartbeat(): void
  end(): void
  /** Cuts the connection with all that it has not taken. */
  destroy(): void
}

export interface StreamTimes {
  readonly lifeMs: number
  readonly finalAfterMs: number
}

interface StreamParts {
  readonly sink: EventSink
  readonly now: () => number
  readonly times: StreamTimes
  readonly isOfCustomer: boolean
  /** When the login that opened it ends; milliseconds. */
  readonly expiresAt?: number
}

/** Proxies end a connection that is silent for a minute, some earlier. */
const HEARTBEAT_MS = 15_000

/** A client that takes nothing for so long is gone, or keeps memory for nothing. */
const SLOW_MS = 30_000

/** Time for the last event to leave; afterwards the socket is cut, so that no client delays a shutdown. */
const LINGER_MS = 1_000

/** After two seconds, a quarter more or less, so that the clients of a server do not come all at once. */
const retryMs = (): number => 1_500 + Math.round(Math.random() * 1_000)

/** When a server goes, all its clients come to the others: they spread over three seconds. */
const retryAfterShutdownMs = (): number => 250 + Math.round(Math.random() * 2_750)

/** One client's stream. Of each payment only the newest status that it lacks is kept, however slowly it reads. */
export class LiveStream {
  readonly #parts: StreamParts
  readonly #endsAt: number
  #seen: Map<string, LiveStatus> | undefined
  readonly #unsent = new Map<string, LiveStatus>()
  #isEnded = false
  #newsAt: number
  #wroteAt: number
  #blockedAt: number | undefined

  constructor(parts: StreamParts) {
    this.#parts = parts
    this.#newsAt = this.#wroteAt = parts.now()
    this.#endsAt = this.#newsAt + parts.times.lifeMs * (0.9 + Math.random() * 0.2)
  }

  /** Sends the first event and what the client lacks. */
  open(state: LiveState, lastEventId: string | undefined): void {
    const { resumed, statuses } = resume(lastEventId, state, this.#parts.isOfCustomer)
    this.#parts.sink.send({ event: "open", data: JSON.stringify({ resumed }), retry: retryMs() })
    this.#seen = new Map(state.statuses.filter((one) => !statuses.includes(one)).map((one) => [this.#slot(one), one]))
    this.offer(statuses)
  }

  /** Sends the statuses that are news to this client, as soon as it takes them. */
  offer(statuses: readonly LiveStatus[]): void {
    // Before its first event a stream has its own read to wait for.
    if (!this.#seen || this.#isEnded) return
    for (const status of statuses) {
      const slot = this.#slot(status)
      const last = this.#unsent.get(slot) ?? this.#seen.get(slot)
      if (last && !isNewer(status, last)) continue
      // Anew at the end: the order of the changes is that of the events.
      this.#unsent.delete(slot)
      this.#unsent.set(slot, status)
      this.#newsAt = this.#parts.now()
    }
    this.flush()
  }

  /** Call it when the socket takes more again. */
  flush(): void {
    const { sink, now, expiresAt } = this.#parts
    if (expiresAt !== undefined && now() >= expiresAt) return this.end("expired")
    for (const [slot, status] of this.#unsent) {
      if (this.#isEnded || !sink.isReady) return
      sink.send({ event: "status", id: eventId(status), data: status.body })
      this.#unsent.delete(slot)
      this.#seen?.set(slot, status)
      this.#wroteAt = now()
    }
  }

  /** Call it each second. */
  tick(): void {
    if (this.#isEnded) return
    const { sink, now, expiresAt, times, isOfCustomer } = this.#parts
    const time = now()
    this.#blockedAt = sink.isReady ? undefined : (this.#blockedAt ?? time)
    if (expiresAt !== undefined && time >= expiresAt) this.end("expired")
    else if (this.#blockedAt !== undefined && time - this.#blockedAt >= SLOW_MS) this.end("slow")
    else if (!isOfCustomer && this.#isFinal() && time - this.#newsAt >= times.finalAfterMs) this.end("final")
    else if (time >= this.#endsAt) this.end("lifetime")
    else if (sink.isReady && time - this.#wroteAt >= HEARTBEAT_MS) {
      sink.heartbeat()
      this.#wroteAt = time
    }
  }

  end(reason: EndReason): void {
    if (this.#isEnded) return
    this.#isEnded = true
    const { sink } = this.#parts
    const retry = reason === "shutdown" ? { retry: retryAfterShutdownMs() } : {}
    sink.send({ event: "end", data: JSON.stringify({ reason }), ...retry })
    sink.end()
    setTimeout(() => sink.destroy(), LINGER_MS).unref()
  }

  #isFinal(): boolean {
    return !this.#unsent.size && [...(this.#seen?.values() ?? [])].every(({ isFinal }) => isFinal)
  }

  /** A cart's or an order's newest status replaces any before it; a customer's payments stand beside each other. */
  #slot({ recordId }: LiveStatus): string {
    return this.#parts.isOfCustomer ? (recordId ?? "") : ""
  }
}
