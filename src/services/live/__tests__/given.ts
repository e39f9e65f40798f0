import type { LiveState, LiveStatus } from "../live-state"
import { LiveStream, type EventSink, type StreamEvent } from "../stream"

/** A status of a payment at a version. */
export const status = (recordId: string | null, version: number, given: Partial<LiveStatus> = {}): LiveStatus => ({
  recordId,
  version,
  changedAt: version * 1_000,
  isFinal: false,
  hasUnreportedOrder: false,
  body: `{"of":"${recordId}","version":${version}}`,
  ...given,
})

/** The state of a cart: its newest payment, and perhaps others. */
export const stateOf = (one: LiveStatus, others: readonly string[] = []): LiveState => ({
  statuses: [one],
  knownIds: one.recordId === null ? others : [one.recordId, ...others],
  total: one.version,
})

export interface FakeSink extends EventSink {
  isReady: boolean
  readonly events: StreamEvent[]
  heartbeats: number
  isEnded: boolean
  isDestroyed: boolean
}

export function fakeSink(): FakeSink {
  const sink: FakeSink = {
    isReady: true,
    events: [],
    heartbeats: 0,
    isEnded: false,
    isDestroyed: false,
    send: (event) => void sink.events.push(event),
    heartbeat: () => void sink.heartbeats++,
    end: () => void (sink.isEnded = true),
    destroy: () => void (sink.isDestroyed = true),
  }
  return sink
}

/** A stream on a clock of its own, with its sink. */
export function streamOf(given: { isOfCustomer?: boolean; expiresAt?: number; lifeMs?: number; finalAfterMs?: number } = {}) {
  const { isOfCustomer = false, expiresAt, lifeMs = 300_000, finalAfterMs = 180_000 } = given
  const clock = { time: 1_000_000 }
  const sink = fakeSink()
  const stream = new LiveStream({
    sink,
    now: () => clock.time,
    times: { lifeMs, finalAfterMs },
    isOfCustomer,
    ...(expiresAt !== undefined && { expiresAt }),
  })
  /** Lets time pass, with a tick each second. */
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      clock.time += 1_000
      stream.tick()
    }
  }
  const ids = () => sink.events.filter(({ event }) => event === "status").map(({ id }) => id)
  const end = () => sink.events.find(({ event }) => event === "end")?.data
  return { stream, sink, clock, pass, ids, end }
}
