import { describeError } from "../domain/describe-error"
import type { ResolvedOptions } from "../options"
import { LOOK_EVERY_MS } from "../queue/times"
import type { LiveRepository } from "../store/live-repository"
import type { BatchedReads } from "./batched-reads"
import { Customers } from "./customers"
import type { Hint } from "./hint"
import { StreamLimits, TooManyStreamsError } from "./limits"
import type { Watch } from "./live-state"
import type { LiveNews } from "./news"
import { LiveStream, type EventSink, type StreamTimes } from "./stream"
import { Watched } from "./watched"

const SIGNALS = ["SIGTERM", "SIGINT"] as const

interface Cradle {
  readonly options: Pick<ResolvedOptions, "live">
  readonly liveRows: LiveRepository
  readonly liveNews: LiveNews
  readonly liveReads: BatchedReads
  readonly clock: () => Date
  readonly warn: (message: string) => void
}

export interface Opening {
  readonly watch: Watch
  /** The client's address, for the limits. */
  readonly address: string
  readonly lastEventId: string | undefined
  /** When the login ends; milliseconds. */
  readonly expiresAt: number | undefined
  /** Sends the response's head. `onReady`: the socket takes more again; `onClosed`: it is gone. Undefined where the client has left. */
  connect(on: { ready(): void; closed(): void }): EventSink | undefined
}

/**
 * The streams of this process. A hint wakes the payment that it names; each second one query looks at all that is watched, which
 * finds every change even without hints. While nobody watches, nothing is asked.
 */
export class LiveHub {
  readonly #cradle: Cradle
  readonly #limits: StreamLimits
  readonly #watched: Watched
  readonly #customers: Customers
  readonly #streams = new Set<LiveStream>()
  #clock: NodeJS.Timeout | undefined
  #isStopped = false
  #isHeeding = false
  readonly #times: StreamTimes
  readonly #now = () => this.#cradle.clock().getTime()
  readonly #onSignal = () => this.endAll()

  constructor(cradle: Cradle) {
    this.#cradle = cradle
    this.#limits = new StreamLimits(cradle.options.live)
    const { lifeSeconds, finalAfterSeconds } = cradle.options.live
    this.#times = { lifeMs: lifeSeconds * 1_000, finalAfterMs: finalAfterSeconds * 1_000 }
    const onFault = (error: unknown) => cradle.warn(`live streams: ${describeError(error).message}`)
    this.#watched = new Watched(cradle.liveRows, { reads: cradle.liveReads, onFault })
    this.#customers = new Customers({ rows: cradle.liveRows, subjects: this.#watched.customers, onFault })
    cradle.liveNews.hear((hint) => this.#onHint(hint))
  }

  /** The number of open streams. */
  get size(): number {
    return this.#streams.size
  }

  /** Opens a stream; false where there is nothing for this client. Throws TooManyStreamsError where no place is free. */
  async open({ watch, address, lastEventId, expiresAt, connect }: Opening): Promise<boolean> {
    if (this.#isStopped) throw new TooManyStreamsError("this server is shutting down")
    const free = this.#limits.admit(address, watch.key)
    const subject = this.#watched.hold(watch)
    this.#cradle.liveNews.start()
    this.#heedSignals()
    let isOpen = false
    const leave = (stream?: LiveStream) => {
      free()
      if (stream) {
        this.#streams.delete(stream)
        subject.streams.delete(stream)
      }
      this.#watched.release(subject)
      if (!this.#streams.size) this.#rest()
    }
    try {
      const state = await subject.look()
      if (!state) return false
      if (this.#isStopped) throw new TooManyStreamsError("this server is shutting down")
      let isClosed = false
      const sink = connect({
        ready: () => stream?.flush(),
        closed: () => {
          if (!isClosed && stream) leave(stream)
          isClosed = true
        },
      })
      const stream = sink && this.#stream(sink, watch, expiresAt)
      if (!stream) return true
      isOpen = true
      this.#streams.add(stream)
      subject.streams.add(stream)
      this.#begin()
      stream.open(state, lastEventId)
      return true
    } finally {
      if (!isOpen) leave()
    }
  }

  /** Ends every stream at once: Medusa's own shutdown waits for open responses, and has no limit. */
  endAll(): void {
    this.#isStopped = true
    for (const stream of [...this.#streams]) stream.end("shutdown")
  }

  async stop(): Promise<void> {
    this.endAll()
    this.#rest()
    for (const signal of SIGNALS) process.off(signal, this.#onSignal)
    await this.#cradle.liveNews.stop()
  }

  #stream(sink: EventSink, { kind }: Watch, expiresAt: number | undefined): LiveStream {
    return new LiveStream({
      sink,
      now: this.#now,
      times: this.#times,
      isOfCustomer: kind === "customer",
      ...(expiresAt !== undefined && { expiresAt }),
    })
  }

  #onHint(hint: Hint): void {
    if (hint.cart_id === null && hint.order_id === null) return this.#look()
    this.#watched.wake(hint)
    this.#customers.wake(hint)
  }

  #begin(): void {
    if (this.#clock || this.#isStopped) return
    this.#clock = setInterval(() => this.#tick(), LOOK_EVERY_MS).unref()
  }

  /** Before Medusa's own listeners, which wait for every open response. */
  #heedSignals(): void {
    if (this.#isHeeding) return
    this.#isHeeding = true
    for (const signal of SIGNALS) process.prependListener(signal, this.#onSignal)
  }

  #rest(): void {
    clearInterval(this.#clock)
    this.#clock = undefined
  }

  #tick(): void {
    for (const stream of [...this.#streams]) stream.tick()
    for (const subject of this.#watched.subjects) subject.retry()
    this.#look()
  }

  /** A look that fails is made up by the next one. */
  #look(): void {
    void this.#watched.look().catch(() => undefined)
    void this.#customers.look().catch(() => undefined)
  }
}
