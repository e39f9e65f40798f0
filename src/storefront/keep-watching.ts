import type { PaymentStatusError } from "./call-store.ts"
import { callStore, isRefusal, type Store } from "./call-store.ts"
import { createDeadline } from "./deadline.ts"
import type { Seen } from "./is-older.ts"
import type { StreamEvent } from "./parse-events.ts"
import { readStream } from "./read-stream.ts"
import type { Connection, PaymentStatus, WatchTimes } from "./types.ts"
import { isOnline, jitter, listen, wait } from "./wait.ts"

export interface Watching {
  readonly store: Store
  /** The plain route; its stream is below it. */
  readonly path: string
  /** Whether there is a plain route to ask where the stream does not come through. */
  readonly polls: boolean
  readonly times: WatchTimes
  readonly signal: AbortSignal
  /** Returns whether it is news. */
  onSeen(seen: Seen): boolean
  onConnection(connection: Connection): void
  /** Whether polling has nothing more to expect; the stream says it by itself. */
  isOver(): boolean
}

interface Reply {
  readonly payment_status: PaymentStatus
}

/** Failures in a row after which the plain route is polled. */
const PATIENCE = 3

/** Bounds of the pause that a server names: its slip must neither flood it nor silence a buyer's page. */
const [LEAST_RETRY_MS, MOST_RETRY_MS] = [250, 60_000]

/** Resolves after the final status and when `signal` is aborted; rejects when the store refuses for good. */
export async function keepWatching(watching: Watching): Promise<void> {
  const { store, path, polls, times, signal, onSeen, onConnection, isOver } = watching
  // Where the server names a pause, it has spread its clients already: by chance once more, some would come much later.
  let retryMs = jitter(times.retryMs)
  let failures = 0
  let streamAt = 0
  let pollAt = 0
  let polled = 0
  let isLimited = false
  let hasNews = false
  let lastId = ""
  let etag = ""

  const isPolling = () => polls && (failures >= PATIENCE || isLimited)

  const see = (seen: Seen) => {
    hasNews = true
    return onSeen(seen)
  }

  /** One connection; resolves to the reason that the server has ended it for. */
  const stream = async (): Promise<string | undefined> => {
    let reason: string | undefined
    let isOpen = false
    const onEvent = ({ type, data, id }: StreamEvent) => {
      if (type === "end") reason = (JSON.parse(data) as { reason: string }).reason
      if (type !== "open" && type !== "status") return
      isOpen = true
      failures = 0
      isLimited = false
      onConnection("live")
      if (type === "open") return
      see({ status: (JSON.parse(data) as Reply).payment_status, paymentId: paymentIn(id) })
      lastId = id
    }
    const headers = { accept: "text/event-stream", ...(lastId && { "last-event-id": lastId }) }
    const open = (until: AbortSignal) => callStore(store, `${path}/stream`, headers, until)
    const onRetry = (ms: number) => (retryMs = Math.min(Math.max(ms, LEAST_RETRY_MS), MOST_RETRY_MS))
    await readStream(open, { onEvent, onRetry }, times, signal)
    if (!isOpen && reason !== "final") throw new Error("The stream ended before it began")
    return reason
  }

  /** One question to the plain route. An `accept` of JSON would have the SDK keep the answer's headers to itself. */
  const poll = async (): Promise<void> => {
    const deadline = createDeadline(signal)
    deadline.in(times.openMs)
    try {
      const response = await callStore(store, path, { accept: "*/*", ...(etag && { "if-none-match": etag }) }, deadline.signal)
      etag = response.headers.get("etag") ?? ""
      if (see({ status: ((await response.json()) as Reply).payment_status })) polled = 0
    } catch (error) {
      if (isRefusal(error)) throw error
      const { retryAfterMs = 0 } = error as Partial<PaymentStatusError>
      pollAt = Date.now() + retryAfterMs
    } finally {
      deadline.end()
      pollAt = Math.max(pollAt, Date.now() + jitter(times.pollMs * Math.min(1.2 ** polled++, 5)))
    }
  }

  /** When the stream is tried again after it has failed. */
  const fail = (error: unknown): void => {
    const { status, retryAfterMs = 0 } = error as Partial<PaymentStatusError>
    // Where the plain route answers, only the stream is missing: an older plugin, or a proxy that refuses it.
    failures = isRefusal(error) ? Math.max(failures + 1, PATIENCE) : failures + 1
    isLimited = status === 503 || status === 429
    const pause =
      failures < PATIENCE ? retryMs * 2 ** (failures - 1) : times.streamAgainMs * Math.min(2 ** (failures - PATIENCE), 10)
    streamAt = Date.now() + Math.max(jitter(pause), retryAfterMs * (1 + Math.random() / 5))
  }

  const stopListening = listen("online", () => {
    failures = streamAt = pollAt = 0
  })
  try {
    while (!signal.aborted) {
      if (Date.now() >= streamAt) {
        if (!isPolling()) onConnection("connecting")
        try {
          if ((await stream()) === "final") return
          streamAt = Date.now() + retryMs
        } catch (error) {
          if (isRefusal(error) && !polls) throw error
          fail(error)
        }
      }
      if (signal.aborted) return
      if (!isOnline()) {
        onConnection("offline")
        await wait(times.offlineMs, signal)
        continue
      }
      if (isPolling()) onConnection("polling")
      if (isPolling() ? Date.now() >= pollAt : polls && !hasNews) {
        await poll()
        if (isOver()) return
      }
      await wait((isPolling() ? Math.min(streamAt, pollAt) : streamAt) - Date.now(), signal)
    }
  } finally {
    stopListening()
  }
}

/** The payment of an event's id, `<payment>:<version>`; none before the provider has reported anything. */
function paymentIn(id: string): string | undefined {
  const payment = id.slice(0, id.lastIndexOf(":"))
  return payment && payment !== "-" ? payment : undefined
}
