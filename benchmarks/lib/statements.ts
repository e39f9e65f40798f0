import fs from "node:fs"
import path from "node:path"
import { onServer, type Server } from "../../scripts/lib/postgres"

const folder = process.env.BENCH_STATEMENTS

/** Settings of the server with BENCH_STATEMENTS=<folder>: it counts every statement. It costs a little, so it is off otherwise. */
export const countingStatements: Readonly<Record<string, string>> = folder
  ? { shared_preload_libraries: "pg_stat_statements", "pg_stat_statements.max": "10000" }
  : {}

interface Counted extends Record<string, unknown> {
  readonly query: string
  readonly calls: number
  readonly ms: number
}

const COUNT = `
  SELECT statements.query, sum(statements.calls)::int AS calls, sum(statements.total_exec_time)::float8 AS ms
    FROM pg_stat_statements AS statements JOIN pg_database ON pg_database.oid = statements.dbid
   WHERE pg_database.datname = $1
   GROUP BY statements.query ORDER BY calls DESC, ms DESC`

/**
 * Runs `work` and resolves to its result with the number of statements that the database has run meanwhile, less those of the
 * benchmark's own looks; NaN without BENCH_STATEMENTS. Writes each statement with its number to that folder.
 */
export async function countStatements<T>(
  pg: Server,
  database: string,
  name: string,
  orders: number,
  work: () => Promise<T>,
): Promise<{ result: T; statements: number }> {
  if (!folder) return { result: await work(), statements: NaN }
  await onServer(pg, "CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
  await onServer(pg, "SELECT pg_stat_statements_reset()")
  const result = await work()
  const counted = (await onServer<Counted>(pg, COUNT, [database])).filter(({ query }) => !query.includes(OWN))
  fs.mkdirSync(folder, { recursive: true })
  const lines = counted.map(({ query, calls, ms }) => {
    return `${(calls / orders).toFixed(2)}\t${(ms / orders).toFixed(2)}\t${query.replaceAll(/\s+/g, " ").trim()}`
  })
  fs.writeFileSync(path.join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, "-")}.tsv`), lines.join("\n"))
  return { result, statements: counted.reduce((total, { calls }) => total + calls, 0) }
}

/** A word in the statements with which the benchmark looks at the orders: an alias, because comments are not kept. */
export const OWN = "benchmark_looks"
