/** A table whose rows are jobs: claimed with a lease, by whichever worker comes first. */
export interface LeasedQueue {
  readonly table: string
  readonly key: string
  /** The column that says when a row is due. A claim sets it to the end of its lease, so that a dead worker's row is due again. */
  readonly due: string
  /** The column that counts claims. */
  readonly attempts?: string
  /** The column that counts leases that lapsed in a row. Each lapse is counted once, by the claim that finds it. */
  readonly lapses?: string
  /** The condition for rows that are jobs, as the index over `due` has it. */
  readonly where: string
  /** The most rows of a claim, as an expression. Default: $1. */
  readonly limit?: string
  /** The state of a claimed row, where a row has a state and a lease token. */
  readonly claimed?: string
}

/** $2 is the lease's length in every statement here. The clock is the database's: those of the instances differ. */
const UNTIL = "now() + make_interval(secs => $2)"

/** The columns of a row without a lease. */
export const NO_LEASE = "leased_until = NULL, lease_token = NULL"

/** Locks up to `limit` rows of `select`; those that another worker has locked are passed over, not waited for. */
export const lockFree = (select: string, limit?: string): string =>
  `${select} ${limit ? `LIMIT ${limit} ` : ""}FOR UPDATE SKIP LOCKED`

/**
 * The expressions `WITH due AS (…), claimed AS (…)`: up to $1 due rows, longest due first, each for its caller alone for $2
 * seconds. A row with a lease token gets $3: a worker that lost the lease cannot write the outcome. It is `reclaimed` if its
 * former worker let the lease lapse, so that half-done work may remain; where lapses are counted, `lapsed_at` is the end of that
 * lease. Further parameters belong to the queue's own `where`.
 */
export function claimDue({ table, key, due, attempts, lapses, where, limit = "$1", claimed }: LeasedQueue): string {
  const written = [
    `${due} = ${UNTIL}`,
    ...(attempts ? [`${attempts} = job.${attempts} + 1`] : []),
    ...(lapses ? [`${lapses} = job.${lapses} + (due.state = '${claimed}')::int`] : []),
    ...(claimed ? [`state = '${claimed}'`, "lease_token = $3", `leased_until = ${UNTIL}`, "updated_at = now()"] : []),
  ]
  const columns = [key, ...(claimed ? ["state"] : []), ...(lapses ? ["leased_until"] : [])].join(", ")
  const former = [
    ...(claimed ? [`due.state = '${claimed}' AS reclaimed`] : []),
    ...(lapses ? [`CASE WHEN due.state = '${claimed}' THEN due.leased_until END AS lapsed_at`] : []),
  ]
  return `
    WITH due AS (
      ${lockFree(`SELECT ${columns} FROM ${table} WHERE ${where} AND ${due} <= now() ORDER BY ${due}`, limit)}),
    claimed AS (
      UPDATE ${table} AS job SET ${written.join(", ")}
        FROM due WHERE job.${key} = due.${key}
      RETURNING ${["job.*", ...former].join(", ")})`
}

/** Renews the leases of the rows $1 that still have the token $3, for $2 more seconds from now. */
export const extendLeases = ({ table, key, due, claimed }: LeasedQueue & { readonly claimed: string }): string =>
  `UPDATE ${table} SET leased_until = ${UNTIL}, ${due} = ${UNTIL}
    WHERE ${key} = ANY($1) AND lease_token = $3 AND state = '${claimed}'`
