import { finishWithin } from "../queue/finish-within"
import type { Gauge } from "../queue/gauge"
import type { ResolvedOptions } from "../options"
import type { ClaimedNotification } from "../store/notification-repository"
import type { NotificationLedger } from "./notification-ledger"

/** Sends messages that were claimed together and writes their outcomes; `false` when one of them failed. */
export type SendMessages = (messages: ClaimedNotification[]) => Promise<boolean>

/** Told of what cannot be written on a row. */
export type OnFault = (error: unknown, channel?: string) => void

/** What the worker works with. */
export interface Dispatch {
  readonly send: SendMessages
  readonly onFault: OnFault
}

/** How often to look without being woken: retries and delays that have become due, what another process planned. */
const LOOK_EVERY_MS = 1_000

/** Orders first: messages wait for the inbox to have nothing to do, but for no longer than this. */
const INBOX_PATIENCE_MS = 1_000

const SHUTDOWN_SECONDS = 15

/** Most messages handed over in one call. */
const LARGEST_BATCH = 25
/** A call that takes longer was held up by one of its messages: what is behind it goes one by one. */
const QUICK_MS = 1_000

/** One channel's way out. */
interface Lane {
  /** Calls under way. */
  calls: number
  /** Messages per call: grows while all goes quickly and well, since a batch costs a fraction of its messages one by one. */
  batch: number
}

/**
 * Sends due messages, each channel by itself: at most `notifications.concurrency` calls at once on each, so that a slow channel
 * holds up no other. Waking it while it is busy makes it look again, not send twice.
 */
export class NotificationWorker {
  readonly #ledger: NotificationLedger
  readonly #processing: Gauge
  readonly #concurrency: number
  readonly #lanes = new Map<string, Lane>()
  readonly #active = new Set<Promise<void>>()
  #looking = false
  #lookAgain = false
  #stopped = false
  #clock: NodeJS.Timeout | undefined

  constructor(cradle: { notificationLedger: NotificationLedger; processingGauge: Gauge; options: ResolvedOptions }) {
    this.#ledger = cradle.notificationLedger
    this.#processing = cradle.processingGauge
    this.#concurrency = cradle.options.notifications.concurrency
  }

  /** Looks for due messages now, and from now on by itself as well; returns at once. */
  run(dispatch: Dispatch): void {
    if (this.#stopped) return
    this.#clock ??= setInterval(() => void this.#look(dispatch), LOOK_EVERY_MS).unref()
    void this.#look(dispatch)
  }

  /** Claims nothing more and waits for what is under way, what a claim still brings included. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#clock)
    await finishWithin([this.#idle()], SHUTDOWN_SECONDS)
  }

  async #idle(): Promise<void> {
    while (this.#active.size) await Promise.all(this.#active)
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#active.delete(tracked))
    this.#active.add(tracked)
  }

  async #look(dispatch: Dispatch): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true
      return
    }
    this.#looking = true
    try {
      await this.#processing.quiet(INBOX_PATIENCE_MS)
      for (const channel of await this.#ledger.dueChannels()) this.#track(this.#fill(channel, dispatch))
    } catch (error) {
      dispatch.onFault(error)
    } finally {
      this.#looking = false
    }
    if (!this.#lookAgain) return
    this.#lookAgain = false
    await this.#look(dispatch)
  }

  /** Starts calls on a channel until it has as many as it may, or nothing is due on it. */
  async #fill(channel: string, dispatch: Dispatch): Promise<void> {
    const lane = this.#lanes.get(channel) ?? { calls: 0, batch: 1 }
    this.#lanes.set(channel, lane)
    while (!this.#stopped && lane.calls < this.#concurrency) {
      lane.calls++
      let messages: ClaimedNotification[] = []
      try {
        messages = await this.#ledger.claim(channel, lane.batch)
      } catch (error) {
        dispatch.onFault(error, channel)
      }
      if (!messages.length) {
        lane.calls--
        return
      }
      this.#start(lane, messages, channel, dispatch)
    }
  }

  #start(lane: Lane, messages: ClaimedNotification[], channel: string, dispatch: Dispatch): void {
    const began = performance.now()
    this.#track(
      dispatch
        .send(messages)
        .catch((error: unknown) => {
          dispatch.onFault(error, channel)
          return false
        })
        .then((well) => {
          const quick = well && performance.now() - began < QUICK_MS
          lane.batch = quick ? Math.min(lane.batch * 2, LARGEST_BATCH) : 1
          lane.calls--
          this.#track(this.#fill(channel, dispatch))
        }),
    )
  }
}
