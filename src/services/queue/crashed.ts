import type { FailedAttempt } from "./failed-attempt"

/** Workers that may end on one row, in a row, before it is given up. */
export const MOST_CRASHES = 5

/** The reason on a row that was given up because its workers ended. */
export const CRASHED = "crashed"

/** A claimed row whose lapsed leases are counted. */
interface Reclaimed {
  readonly reclaimed: boolean
  readonly lapsed_leases: number
  readonly lapsed_at: Date | null
  readonly give_up_at: Date
}

/**
 * The verdict on a row whose workers end: `dead` after `MOST_CRASHES` lapsed leases in a row, or when the lease of its last attempt
 * lapsed beyond `give_up_at`. Undefined for any other row. A row that became too old while no worker ran still gets its last
 * attempt: nothing says that it would end another one.
 */
export function crashed({ reclaimed, lapsed_leases, lapsed_at, give_up_at }: Reclaimed): FailedAttempt | undefined {
  if (!reclaimed) return undefined
  const tooLate = lapsed_at !== null && lapsed_at.getTime() > give_up_at.getTime()
  if (lapsed_leases < MOST_CRASHES && !tooLate) return undefined
  const times = lapsed_leases === 1 ? "once" : `${lapsed_leases} times in a row`
  return {
    state: "dead",
    reason: CRASHED,
    lastError: `its worker ended ${times} before the event had an outcome: look at the log for why, mend it, and replay the event`,
    retryInSeconds: 0,
  }
}
