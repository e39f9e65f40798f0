import { claimDue, NO_LEASE, type LeasedQueue } from "./queues/lease"
import { EVENT, sqlList } from "./queues/states"

/** The inbox as a queue. */
export const EVENT_QUEUE = {
  table: "payment_webhook_event",
  key: "id",
  due: "next_attempt_at",
  attempts: "attempts",
  lapses: "lapsed_leases",
  where: `state IN ${sqlList(EVENT.open)}`,
  claimed: "processing",
} as const satisfies LeasedQueue

/** Its lease has lapsed before. */
const SUSPECT = "lapsed_leases > 0"

const claimWhere = (condition: string): string => `
  ${claimDue({ ...EVENT_QUEUE, where: `${EVENT_QUEUE.where} AND ${condition}` })}
  SELECT *, extract(epoch FROM now() - created_at)::float8 AS age_seconds FROM claimed`

export const CLAIM = claimWhere(`NOT ${SUSPECT}`)
export const CLAIM_SUSPECT = claimWhere(SUSPECT)

/** Whether CLAIM_SUSPECT would find an event. */
export const IS_SUSPECT_DUE = `
  SELECT EXISTS (SELECT FROM payment_webhook_event WHERE ${EVENT_QUEUE.where} AND ${SUSPECT} AND next_attempt_at <= now()) AS due`

/** A person's replay: due at once, with a fresh time to give up, of so many seconds. */
export const dueAnew = (seconds: string): string => `
  state = 'received', reason = NULL, attempts = 0, lapsed_leases = 0, next_attempt_at = now(), processed_at = NULL,
  give_up_at = now() + make_interval(secs => ${seconds}), ${NO_LEASE}, updated_at = now()`
