import type { EntityManager } from "typeorm"
import { DAY_MS, type Parts } from "./metrics-days"
import { group, type Cell, type Group } from "./metrics-groups"
import { AT_PLACES, samplesOfEach } from "./metrics-places.sql"
import { ADDED_UP, liveCells, MEANS, ROW_BY_ROW } from "./metrics-rollup.sql"
import { SOURCES, type Figure } from "./metrics.sql"

const PERCENTILES = [50, 95, 99] as const

const FIGURES = Object.keys(SOURCES) as Figure[]

/** The rows of so many days are fewer than all others, whatever the density: found by their index, they are read sooner. */
const MOST_DAYS_ROW_BY_ROW = 7

/**
 * The same rows of each figure as a count of all of a span's rows would give, to the last digit: counts are added up, and a percentile
 * is looked for in the one slot that holds it, among the durations of every day.
 */
export async function countParts(manager: EntityManager, { days, spans }: Parts): Promise<Record<Figure, object[]>> {
  const cells = new Map<Figure, Cell[]>(FIGURES.map((figure) => [figure, []]))
  const rolled: Array<Cell & { figure: Figure }> = await manager.query(ADDED_UP, [days])
  for (const cell of rolled) cells.get(cell.figure)!.push(cell)
  await readLive(manager, spans, cells)
  const groups = FIGURES.flatMap((figure) => group(figure, cells.get(figure)!))
  const places = await durationsAt(manager, days, groups)
  const means = await meansOf(manager, groups)
  const rows = groups.map((one, i) => ({ figure: one.figure, row: rowOf(one, places[i]!, means.get(i)) }))
  return Object.fromEntries(
    FIGURES.map((figure) => [figure, rows.filter((row) => row.figure === figure).map(({ row }) => row)]),
  ) as Record<Figure, object[]>
}

/** Adds the cells of the rows in these spans. */
async function readLive(manager: EntityManager, spans: Parts["spans"], cells: ReadonlyMap<Figure, Cell[]>): Promise<void> {
  if (!spans.length) return
  const length = spans.reduce((sum, [from, to]) => sum + to.getTime() - from.getTime(), 0)
  // To roll back to here takes the settings away again, whatever they were.
  await manager.query("SAVEPOINT before_live")
  if (length <= MOST_DAYS_ROW_BY_ROW * DAY_MS) {
    const set = Object.entries(ROW_BY_ROW).map(([name, value]) => `set_config('${name}', '${value}', true)`)
    await manager.query(`SELECT ${set.join(", ")}`)
  }
  for (const figure of FIGURES) {
    const live: Cell[] = await manager.query(liveCells(figure, spans.length), spans.flat())
    for (const cell of live) cells.get(figure)!.push(cell)
  }
  await manager.query("ROLLBACK TO SAVEPOINT before_live")
}

function rowOf(
  { figure, dimension, value, counts, timed, length }: Group,
  at: ReadonlyMap<number, number>,
  mean?: number,
): object {
  const { duration } = SOURCES[figure]
  return {
    dimension,
    value,
    ...counts,
    [`${duration}_count`]: timed,
    [`${duration}_mean`]: mean ?? null,
    ...Object.fromEntries(PERCENTILES.map((p) => [`${duration}_p${p}`, length ? percentile(p, length, at) : null])),
  }
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
  days: readonly string[],
  groups: readonly Group[],
): Promise<Array<Map<number, number>>> {
  const wanted: Array<{ i: number; group: number; ranks: number[]; at: number[]; [column: string]: unknown }> = []
  groups.forEach(({ figure, dimension, value, length, slots }, group) => {
    if (!length) return
    const ranks = [...new Set(PERCENTILES.flatMap((p) => Object.values(ranksOf(p, length)).slice(0, 2)))]
    let before = 0
    for (const [slot, { n, live }] of [...slots].sort(([a], [b]) => a - b)) {
      const here = ranks.filter((rank) => rank >= before && rank < before + n)
      const at = here.map((rank) => rank - before + 1)
      const what = { figure, dimension, value, slot, n, more: live }
      if (here.length) wanted.push({ i: wanted.length, group, ranks: here, at, ...what })
      before += n
    }
  })
  const found = groups.map(() => new Map<number, number>())
  if (!wanted.length) return found
  const asked = JSON.stringify(wanted.map(({ ranks: _ranks, group: _group, ...columns }) => columns))
  const rows: Array<{ i: number; durations: string[] }> = await manager.query(AT_PLACES, [
    days,
    asked,
    samplesOfEach(days.length),
  ])
  for (const { i, durations } of rows) {
    const { group, ranks } = wanted[i]!
    ranks.forEach((rank, index) => found[group]!.set(rank, Number(durations[index]) / 1_000_000))
  }
  return found
}

async function meansOf(manager: EntityManager, groups: readonly Group[]): Promise<ReadonlyMap<number, number>> {
  const asked = groups.flatMap(({ seconds, length }, i) => (length ? [{ i, n: length, parts: seconds }] : []))
  const rows: Array<{ i: number; mean: number }> = await manager.query(MEANS, [JSON.stringify(asked)])
  return new Map(rows.map(({ i, mean }) => [i, mean]))
}
