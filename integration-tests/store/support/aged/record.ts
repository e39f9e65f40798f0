import { PostgresQueryRunner } from "typeorm/driver/postgres/PostgresQueryRunner"

/** One statement as it was sent, with the values it was sent with at some of its runs. */
export interface Recorded {
  readonly sql: string
  readonly runs: ReadonlyArray<readonly unknown[]>
}

/** Values of the same statement differ in what they find; a few runs of each show that. */
const MOST_RUNS = 3

const OURS = /\b(payment_|delivery|reconciliation_|push_subscription|notification_preference)/

/** Records every statement that the plugin sends from here on, on any of its data sources, until it is stopped. */
export function recordStatements(): () => Recorded[] {
  const recorded = new Map<string, Array<readonly unknown[]>>()
  const runner = PostgresQueryRunner.prototype as { query(sql: string, values?: unknown[], ...rest: unknown[]): Promise<unknown> }
  const query = runner.query
  runner.query = function (sql, values = [], ...rest) {
    if (OURS.test(sql)) {
      const runs = recorded.get(sql) ?? []
      if (runs.length < MOST_RUNS) runs.push(values)
      recorded.set(sql, runs)
    }
    return query.call(this, sql, values, ...rest)
  }
  return () => {
    runner.query = query
    return [...recorded].map(([sql, runs]) => ({ sql, runs }))
  }
}
