import { SOURCES, type Counts, type Figure } from "./metrics.sql"

/** Rows with the same dimension, value, state and slot. */
export interface Cell {
  readonly dimension: string
  readonly value: string | null
  readonly state: string | null
  readonly delivered: boolean
  readonly slot: number | null
  readonly n: number
  readonly seconds: string | null
  /** Of live rows only: an ascending array of PostgreSQL's in microseconds, as text. */
  readonly durations?: string | null
}

/** The durations of a slot: their number, and those that are live. */
interface Slot {
  n: number
  readonly live: string[]
}

/** One value of one dimension. */
export interface Group {
  readonly figure: Figure
  readonly dimension: string
  readonly value: string | null
  readonly counts: Record<string, number>
  timed: number
  /** Number of durations. */
  length: number
  readonly slots: Map<number, Slot>
  readonly seconds: string[]
}

/** Adds up the cells of each value of each dimension. Rows that are timed and have no duration count, and are in no slot. */
export function group(figure: Figure, cells: readonly Cell[]): Group[] {
  const counted: Counts = SOURCES[figure].counts
  const groups = new Map<string, Group>()
  for (const { dimension, value, state, delivered, slot, n, seconds, durations } of cells) {
    const key = JSON.stringify([dimension, value])
    const known = groups.get(key) ?? emptyGroup(figure, dimension, value)
    groups.set(key, known)
    for (const [name, { in: among, notIn }] of Object.entries(counted)) {
      const counts = among ? among.includes(state!) : notIn ? state !== null && !notIn.includes(state) : delivered
      if (counts) known.counts[name]! += n
    }
    if (slot === null) continue
    known.timed += n
    if (seconds !== null) known.seconds.push(seconds)
    if (slot < 0) continue
    known.length += n
    const at: Slot = known.slots.get(slot) ?? { n: 0, live: [] }
    known.slots.set(slot, at)
    at.n += n
    if (durations) at.live.push(durations)
  }
  return [...groups.values()]
}

function emptyGroup(figure: Figure, dimension: string, value: string | null): Group {
  const counts = Object.fromEntries(Object.keys(SOURCES[figure].counts).map((name) => [name, 0]))
  return { figure, dimension, value, counts, timed: 0, length: 0, slots: new Map(), seconds: [] }
}
