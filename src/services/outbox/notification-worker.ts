import type { ResolvedOptions } from "../options"
import type { InFlight } from "../queue/in-flight"
import { Lane } from "../queue/lane"
import { Poller } from "../queue/poller"
import { SENDING_PATIENCE_MS } from "../queue/times"
import type { ClaimedNotification } from "../store/notification-repository"
import type { NotificationOutbox } from "./notification-outbox"

/** Sends messages that were claimed together and writes their outcomes; `false` when one of them failed. */
export type SendMessages = (messages: ClaimedNotification[]) => Promise<boolean>

/** Receives a failure that cannot be written on a row. */
export type OnFault = (error: unknown, channel?: string) => void

/** The functions that the worker calls. */
export interface Dispatch {
  readonly send: SendMessages
  readonly onFault: OnFault
}

/** Most messages handed over in one call. */
const LARGEST_BATCH = 25
/** A call that takes longer was held up by one of its messages: the messages behind it go one by one. */
const QUICK_MS = 1_000

/** The calls of one channel. */
interface Channel {
  readonly lane: Lane
  /** Messages per call. It grows while calls are quick and go well: a batch costs a fraction of its messages sent one by one. */
  batch: number
}

/**
 * Sends due messages, each channel by itself: at most `notifications.concurrency` calls at once on each, so that a slow channel
 * holds up no other. If it is woken while it is busy, it looks again; it does not send twice.
 */
export class NotificationWorker {
  readonly #outbox: NotificationOutbox
  readonly #concurrency: number
  readonly #channels = new Map<string, Channel>()
  readonly #poller: Poller<Dispatch>

  constructor(cradle: { notificationOutbox: NotificationOutbox; processingInFlight: InFlight; options: ResolvedOptions }) {
    this.#outbox = cradle.notificationOutbox
    this.#concurrency = cradle.options.notifications.concurrency
    this.#poller = new Poller({
      look: (dispatch) => this.#look(dispatch),
      after: { inFlight: cradle.processingInFlight, patienceMs: SENDING_PATIENCE_MS },
    })
  }

  /** Looks for due messages now, and from now on by itself as well; returns at once. */
  run(dispatch: Dispatch): void {
    this.#poller.run(dispatch)
  }

  /** Claims nothing more and waits for the work in flight. */
  stop(): Promise<void> {
    return this.#poller.stop()
  }

  async #look(dispatch: Dispatch): Promise<void> {
    for (const name of await this.#outbox.dueChannels()) this.#poller.track(this.#fill(name, dispatch))
  }

  /** Starts calls on a channel until its limit is reached or nothing is due on it. */
  #fill(name: string, dispatch: Dispatch): Promise<void> {
    const channel = this.#channels.get(name) ?? { lane: new Lane({ poller: this.#poller, atOnce: this.#concurrency }), batch: 1 }
    this.#channels.set(name, channel)
    return channel.lane.fill<ClaimedNotification[]>({
      claim: async () => {
        const messages = await this.#outbox.claim(name, channel.batch)
        return messages.length ? messages : undefined
      },
      work: (messages) => send(channel, messages, dispatch),
      onFault: (error) => dispatch.onFault(error, name),
    })
  }
}

/** Sends messages, and decides how many go together from now on: one after a call that failed or threw. */
async function send(channel: Channel, messages: ClaimedNotification[], dispatch: Dispatch): Promise<void> {
  const began = performance.now()
  let well = false
  try {
    well = await dispatch.send(messages)
  } finally {
    const isQuick = well && performance.now() - began < QUICK_MS
    channel.batch = isQuick ? Math.min(channel.batch * 2, LARGEST_BATCH) : 1
  }
}
