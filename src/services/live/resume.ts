import type { LiveState, LiveStatus } from "./live-state"

/** The beginning of a new connection: whether it goes on from the client's last event, and the statuses to send first. */
export interface Resumption {
  /** Null where the client named no event. */
  readonly resumed: boolean | null
  readonly statuses: readonly LiveStatus[]
}

/** Changes are sent in the order in which they were found. One that was written this much earlier may have been found later. */
const OVERLAP_MS = 60_000

/**
 * Decides what a client lacks that has seen `lastEventId`. A status is a snapshot, so the newest one fills any gap. Where it is not
 * clear what the client has seen, it gets everything, and is told that nothing was resumed: too much is harmless.
 */
export function resume(lastEventId: string | undefined, state: LiveState, isOfCustomer: boolean): Resumption {
  const { statuses } = state
  if (!lastEventId) return { resumed: null, statuses }
  const last = parse(lastEventId)
  const missed = last && (isOfCustomer ? missedOfCustomer(last, state) : missedOfOne(last, state))
  return missed ? { resumed: true, statuses: missed } : { resumed: false, statuses }
}

interface Last {
  readonly id: string | null
  readonly version: number
}

function parse(text: string): Last | undefined {
  const match = /^([\w-]{1,64}):(\d{1,9})$/.exec(text)
  if (!match) return undefined
  return { id: match[1] === "-" ? null : match[1]!, version: Number(match[2]) }
}

function missedOfOne(last: Last, { statuses, knownIds }: LiveState): readonly LiveStatus[] | undefined {
  const [current] = statuses
  if (!current || (last.id !== null && !knownIds.includes(last.id))) return undefined
  if (last.id !== current.recordId) return statuses
  if (last.version > current.version) return undefined
  return last.version < current.version || current.hasUnreportedOrder ? statuses : []
}

/** One id tells of one payment. The others that changed since then were not seen; where that one has changed itself, any may be. */
function missedOfCustomer(last: Last, { statuses }: LiveState): readonly LiveStatus[] | undefined {
  const seen = statuses.find(({ recordId }) => recordId !== null && recordId === last.id)
  if (!seen || last.version > seen.version) return undefined
  if (last.version < seen.version) return statuses
  return statuses.filter((status) => status !== seen && status.changedAt >= seen.changedAt - OVERLAP_MS)
}
