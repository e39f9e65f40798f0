import type { EntityManager } from "typeorm"
import { changedDays, LONGEST_TRANSACTION } from "./metrics-rollup.sql"

export const DAY_MS = 86_400_000

/** Days whose cells are counted, and spans whose rows are. */
export interface Parts {
  readonly days: readonly string[]
  readonly spans: ReadonlyArray<readonly [Date, Date]>
}

/** Where no sweep has looked for changes for so long, to look for them costs more than the cells save. */
const LONGEST_UNCHECKED = "1 day"

/** The days of [from, to) that are counted by cells, and those counted by rows: days that are not over, not counted yet, or changed since. */
export async function partsOf(manager: EntityManager, from: Date, to: Date): Promise<Parts> {
  const [first, end] = [Math.ceil(from.getTime() / DAY_MS), Math.floor(to.getTime() / DAY_MS)]
  if (first >= end) return { days: [], spans: [[from, to]] }
  const rows: Array<{ day: string }> = await manager.query(
    `WITH known AS (
       SELECT day, min(checked_at) OVER () - interval '${LONGEST_TRANSACTION}' AS since FROM payment_metric_day
        WHERE day >= $1::date AND day < $2::date AND checked_at > now() - interval '${LONGEST_UNCHECKED}')
     SELECT day::text, since FROM known ORDER BY day`,
    [dayAt(first), dayAt(end)],
  )
  if (!rows.length) return { days: [], spans: [[from, to]] }
  const [{ since }] = rows as unknown as [{ since: Date }]
  const changed: Array<{ day: string }> = await manager.query(`SELECT day::text FROM (${changedDays("$1")}) AS changed`, [since])
  const stale = new Set(changed.map(({ day }) => day))
  const days = rows.map(({ day }) => day).filter((day) => !stale.has(day))
  return { days, spans: between(from, to, days) }
}

/** The spans of [from, to) that are on none of these days, which are in order. */
function between(from: Date, to: Date, days: readonly string[]): Array<readonly [Date, Date]> {
  const spans: Array<readonly [Date, Date]> = []
  let begin = from.getTime()
  for (const day of days) {
    const start = Date.parse(day)
    if (start > begin) spans.push([new Date(begin), new Date(start)])
    begin = start + DAY_MS
  }
  if (to.getTime() > begin) spans.push([new Date(begin), to])
  return spans
}

/** `2026-06-01` of a number of days since 1970, in UTC. */
export const dayAt = (days: number): string => new Date(days * DAY_MS).toISOString().slice(0, 10)
