import type { EntityManager } from "typeorm"
import { SOURCES, type Counts, type Figure } from "./metrics.sql"
import { ADDED_UP, AT_PLACES, cellsOf, MEANS } from "./metrics-rollup.sql"

/** Rows with the same dimension, value, state and slot. */
interface Cell {
  readonly dimension: string
  readonly value: string | null
  readonly state: string | null
  readonly delivered: boolean
  readonly slot: number | null
  readonly n: number
  readonly seconds: string | null
  /** Of live rows only; in microseconds. */
  readonly durations?: readonly string[] | null
}

/** The rows of a slot: their number, and the durations of those that are live. */
interface Slot {
  n: number
  readonly live: string[]
}

/** One value of one dimension. */
interface Group {
  readonly dimension: string
  readonly value: string | null
  readonly counts: Record<string, number>
  timed: number
  readonly slots: Map<number, Slot>
  readonly seconds: string[]
}

const PERCENTILES = [50, 95, 99] as const

/** Days whose cells are counted, and spans whose rows are. */
export interface Parts {
  readonly days: readonly string[]
  readonly spans: ReadonlyArray<readonly [Date, Date]>
}

/**
 * The same rows as a count of all of a span's rows would give, to the last digit: counts are added up, and a percentile is looked for
 * in the one slot that holds it, among the durations of every day.
 */
export async function countParts<Row>(manager: EntityManager, figure: Figure, { days, spans }: Parts): Promise<Row[]> {
  const rolled: Cell[] = await manager.query(ADDED_UP, [figure, days])
  const live: Cell[] = spans.length ? await manager.query(cellsOf(figure, spans.length), spans.flat()) : []
  const { counts, duration } = SOURCES[figure]
  const groups = group([...rolled, ...live], counts)
  const lengths = groups.map(({ slots }) => [...slots].reduce((sum, [slot, { n }]) => sum + (slot < 0 ? 0 : n), 0))
  const places = await durationsAt(manager, figure, days, groups, lengths)
  const means = await meansOf(manager, groups, lengths)
  return groups.map(({ dimension, value, counts, timed }, i) => ({
    dimension,
    value,
    ...counts,
    [`${duration}_count`]: timed,
    [`${duration}_mean`]: means.get(i) ?? null,
    ...Object.fromEntries(
      PERCENTILES.map((p) => [`${duration}_p${p}`, lengths[i] ? percentile(p, lengths[i]!, places[i]!) : null]),
    ),
  })) as Row[]
}

function group(cells: readonly Cell[], counted: Counts): Group[] {
  const groups = new Map<string, Group>()
  for (const { dimension, value, state, delivered, slot, n, seconds, durations } of cells) {
    const key = JSON.stringify([dimension, value])
    const none = Object.fromEntries(Object.keys(counted).map((name) => [name, 0]))
    const known: Group = groups.get(key) ?? { dimension, value, counts: none, timed: 0, slots: new Map(), seconds: [] }
    groups.set(key, known)
    for (const [name, { in: among, notIn }] of Object.entries(counted)) {
      const counts = among ? among.includes(state!) : notIn ? state !== null && !notIn.includes(state) : delivered
      if (counts) known.counts[name]! += n
    }
    if (slot === null) continue
    known.timed += n
    if (seconds !== null) known.seconds.push(seconds)
    const at: Slot = known.slots.get(slot) ?? { n: 0, live: [] }
    known.slots.set(slot, at)
    at.n += n
    for (const each of durations ?? []) at.live.push(each)
  }
  return [...groups.values()]
}

/** The ranks beside a percentile, and how far it lies between them: as PostgreSQL's `percentile_cont`. */
function ranksOf(p: number, length: number): { lower: number; upper: number; between: number } {
  const position = (p / 100) * (length - 1)
  return { lower: Math.floor(position), upper: Math.ceil(position), between: position - Math.floor(position) }
}

function percentile(p: number, length: number, at: ReadonlyMap<number, number>): number {
  const { lower, upper, between } = ranksOf(p, length)
  const [low, high] = [at.get(lower)!, at.get(upper)!]
  return lower === upper ? low : low + between * (high - low)
}

/** For each group the duration in seconds at each rank that its percentiles need. */
async function durationsAt(
  manager: EntityManager,
  figure: Figure,
  days: readonly string[],
  groups: readonly Group[],
  lengths: readonly number[],
): Promise<Array<Map<number, number>>> {
  const wanted: Array<{ i: number; group: number; ranks: number[]; at: number[]; [column: string]: unknown }> = []
  groups.forEach(({ dimension, value, slots }, group) => {
    const length = lengths[group]!
    if (!length) return
    const ranks = [...new Set(PERCENTILES.flatMap((p) => Object.values(ranksOf(p, length)).slice(0, 2)))]
    let before = 0
    for (const [slot, { n, live }] of [...slots].filter(([slot]) => slot >= 0).sort(([a], [b]) => a - b)) {
      const here = ranks.filter((rank) => rank >= before && rank < before + n)
      const at = here.map((rank) => rank - before + 1)
      if (here.length) wanted.push({ i: wanted.length, group, ranks: here, at, dimension, value, slot, more: live.map(Number) })
      before += n
    }
  })
  const found = groups.map(() => new Map<number, number>())
  if (!wanted.length) return found
  const asked = JSON.stringify(wanted.map(({ ranks: _ranks, group: _group, ...columns }) => columns))
  const rows: Array<{ i: number; durations: string[] }> = await manager.query(AT_PLACES, [figure, days, asked])
  for (const { i, durations } of rows) {
    const { group, ranks } = wanted[i]!
    ranks.forEach((rank, index) => found[group]!.set(rank, Number(durations[index]) / 1_000_000))
  }
  return found
}

async function meansOf(
  manager: EntityManager,
  groups: readonly Group[],
  lengths: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const asked = groups.flatMap(({ seconds }, i) => (lengths[i] ? [{ i, n: lengths[i], parts: seconds }] : []))
  const rows: Array<{ i: number; mean: number }> = await manager.query(MEANS, [JSON.stringify(asked)])
  return new Map(rows.map(({ i, mean }) => [i, mean]))
}
