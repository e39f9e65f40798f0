import type { ClientBase } from "pg"
import { BY_INDEX, MOST_COUNTED } from "../../../../src/services/store/graph/lists"
import { ATTEMPT_TOTALS } from "../../../../src/services/store/metrics.sql"
import { AT_PLACES } from "../../../../src/services/store/metrics-places.sql"
import { liveCells, ROW_BY_ROW } from "../../../../src/services/store/metrics-rollup.sql"
import { CAUSED_STATES } from "../../../../src/services/domain/webhook-causes"
import { causes, MOST_OF_CAUSE } from "../../../../src/services/store/webhook-cause.sql"
import { SOURCES, type Figure } from "../../../../src/services/store/metrics.sql"
import { GROWN, ROWS_A_DAY } from "./fill"
import type { Recorded } from "./record"

/** A node of a plan, as `EXPLAIN (ANALYZE, FORMAT JSON)` gives it. */
interface Node {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly "Index Name"?: string
  readonly "Actual Rows"?: number
  readonly "Actual Loops"?: number
  readonly "Rows Removed by Filter"?: number
  readonly "Rows Removed by Index Recheck"?: number
  readonly Plans?: readonly Node[]
}

/** A statement and why it is slower each year. */
export interface Fault {
  readonly sql: string
  readonly why: string
}

interface Bounds {
  /** Rows that one node may read of a table. */
  readonly mostRead: number
  /** Rows that one node may sort. */
  readonly mostSorted: number
}

/** A list's whole page with all that belongs to it, or a batch of a queue, is a few hundred rows. */
const BOUNDS: Bounds = { mostRead: 2_000, mostSorted: 1_000 }

/** A count of a day reads and sorts its rows, however dense they are: those of one day, and some of another. */
const OF_DAYS: Bounds = { mostRead: Math.max(BOUNDS.mostRead, 2 * ROWS_A_DAY), mostSorted: 2 * ROWS_A_DAY }

interface Kind {
  readonly is: (sql: string) => boolean
  readonly bounds: Bounds
  /** The settings that it is sent with. */
  readonly settings: Readonly<Record<string, string>>
}

/** Groups of events are counted one by one, each up to a bound. */
const BY_CAUSE: ReadonlySet<string> = new Set(CAUSED_STATES.map((state) => causes(state)))

/** The statements by which a report reads the rows of a few spans. */
const LIVE: ReadonlySet<string> = new Set(
  (Object.keys(SOURCES) as Figure[]).flatMap((figure) => [1, 2, 3, 4].map((spans) => liveCells(figure, spans))),
)

/** The rows that a statement may read and sort that is no list and no queue: none of it depends on the age of the store. */
const KINDS: readonly Kind[] = [
  // A list counts its rows up to a bound.
  { is: (sql) => sql.endsWith(") AS capped"), bounds: { ...BOUNDS, mostRead: MOST_COUNTED + 1 }, settings: BY_INDEX },
  { is: (sql) => BY_CAUSE.has(sql), bounds: { ...BOUNDS, mostRead: 2 * (MOST_OF_CAUSE + 1) }, settings: BY_INDEX },
  // The rows of a day are counted once.
  { is: (sql) => /^\s*INSERT INTO payment_metric_cell/.test(sql), bounds: OF_DAYS, settings: ROW_BY_ROW },
  // The attempts of a day are read at each scrape.
  { is: (sql) => sql === ATTEMPT_TOTALS, bounds: OF_DAYS, settings: ROW_BY_ROW },
  // A report's percentiles are found by some hundred samples of each slot that holds one, however many durations it has.
  { is: (sql) => sql === AT_PLACES, bounds: { ...BOUNDS, mostSorted: 4_000 }, settings: {} },
  // A report counts the rows of days that it shows in part: here one day's in all, and those that were written meanwhile.
  { is: (sql) => LIVE.has(sql), bounds: OF_DAYS, settings: ROW_BY_ROW },
]

const OTHERS: Kind = { is: () => true, bounds: BOUNDS, settings: {} }

const kindOf = (sql: string): Kind => KINDS.find(({ is }) => is(sql)) ?? OTHERS

/** Codes of PostgreSQL: a row is there already, or one that is referred to is not there any more. */
const CANNOT_INSERT: readonly unknown[] = ["23505", "23503"]

const grown: ReadonlySet<string> = new Set(GROWN)

/**
 * Runs each statement again under EXPLAIN and undoes it. A fault is a sequential scan of a table that grows, whatever its size now; a
 * node that reads more rows than a page or a batch has; or a sort of more.
 */
export async function judge(client: ClientBase, recorded: readonly Recorded[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const { sql, runs } of recorded) {
    if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) continue
    const why = new Set<string>()
    for (const values of runs) {
      for (const fault of faultsOf(await planOf(client, sql, values.map(revive)), kindOf(sql).bounds)) why.add(fault)
    }
    faults.push(...[...why].map((fault) => ({ sql: sql.replace(/\s+/g, " ").trim().slice(-600), why: fault })))
  }
  return faults
}

/**
 * A row that is there by now cannot be inserted again, nor can one of a counted day that has been let go of. Of such a statement, the plan
 * alone is judged.
 */
async function planOf(client: ClientBase, sql: string, values: unknown[]): Promise<Node> {
  for (const how of ["ANALYZE, ", ""]) {
    await client.query("BEGIN")
    for (const [name, value] of Object.entries(kindOf(sql).settings)) await client.query(`SET LOCAL ${name} = ${value}`)
    try {
      const { rows } = await client.query(`EXPLAIN (${how}FORMAT JSON) ${sql}`, values)
      return rows[0]["QUERY PLAN"][0].Plan
    } catch (error) {
      if (!how || !CANNOT_INSERT.includes((error as { code?: string }).code)) throw error
    } finally {
      await client.query("ROLLBACK")
    }
  }
  throw new Error("unreachable")
}

function faultsOf(node: Node, bounds: Bounds): string[] {
  const faults = (node.Plans ?? []).flatMap((below) => faultsOf(below, bounds))
  const { "Node Type": type, "Relation Name": table, "Index Name": index, "Actual Loops": loops = 0 } = node
  const actual = (node["Actual Rows"] ?? 0) * loops
  const read = actual + ((node["Rows Removed by Filter"] ?? 0) + (node["Rows Removed by Index Recheck"] ?? 0)) * loops
  if (type === "Seq Scan" && table && grown.has(table)) faults.push(`reads ${table} from end to end`)
  else if (/Scan$/.test(type) && (index ?? table) && read > bounds.mostRead) {
    faults.push(`reads ${Math.round(read)} rows of ${[table, index].filter(Boolean).join(" by ")}`)
  }
  // A sort under a LIMIT gives few rows out, but takes all in.
  const sorted = type.endsWith("Sort")
    ? Math.max(...(node.Plans ?? []).map((below) => (below["Actual Rows"] ?? 0) * loops), 0)
    : 0
  if (sorted > bounds.mostSorted) faults.push(`sorts ${Math.round(sorted)} rows`)
  return faults
}

/** Bytes come out of another process as JSON. */
function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive)
  const bytes = value as { type?: string; data?: number[] } | null
  return bytes?.type === "Buffer" && Array.isArray(bytes.data) ? Buffer.from(bytes.data) : value
}
