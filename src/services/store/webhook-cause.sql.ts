import { CAUSED_STATES, type CausedState } from "../domain/webhook-causes"
import { sqlList } from "./queues/states"

/** Groups are for a person: so many are read, the others once these are mended. */
export const MOST_CAUSES = 50

/** Counting a group stops here. */
export const MOST_OF_CAUSE = 1_000

/** Ids, sums, times and addresses of one event, each a word with a digit or an @ in it; an HTTP status of a failure stays. */
const PARTICULARS = String.raw`(?<!\S)(?!\W?[45]\d\d\W{0,2}(?:\s|$))\S*[\d@]\S*`

/**
 * The cause of an event's state within its account: its reason, and its error without what is particular to this event, as a hash, since
 * an error's words may name a person. The index has this very expression.
 */
export const CAUSE = `to_hex(hashtextextended(
  coalesce(reason, '') || ' ' || left(regexp_replace(coalesce(last_error, ''), '${PARTICULARS}', '#', 'g'), 200), 0))`

/** The index by cause, after its table's name. */
export const CAUSE_INDEX = `(state, account, (${CAUSE}), received_at, id) WHERE state IN ${sqlList(CAUSED_STATES)}`

/** The condition for the events of the cause $2 of the account $1. */
export const ofCause = (state: CausedState): string => `state = '${state}' AND account = $1 AND ${CAUSE} = $2`

const one = (state: CausedState, columns: string, order: string): string =>
  `SELECT ${columns} FROM payment_webhook_event
    WHERE state = '${state}' AND account = found.account AND ${CAUSE} = found.cause ORDER BY ${order} LIMIT 1`

/**
 * The causes for which events stand in a state, those that are latest seen first: one step in the index leads to the next cause, whatever
 * the number of events of the former one.
 */
export const causes = (state: CausedState): string => `
  WITH RECURSIVE cause AS (
    (SELECT account, ${CAUSE} AS cause FROM payment_webhook_event WHERE state = '${state}' ORDER BY account, ${CAUSE} LIMIT 1)
    UNION ALL
    SELECT later.account, later.cause
      FROM cause AS former,
           LATERAL (SELECT account, ${CAUSE} AS cause FROM payment_webhook_event
                     WHERE state = '${state}' AND (account, ${CAUSE}) > (former.account, former.cause)
                     ORDER BY account, ${CAUSE} LIMIT 1) AS later)
  SELECT found.account, found.cause, latest.reason, latest.last_error, latest.id AS last_event_id,
         first.received_at AS first_received_at, latest.received_at AS last_received_at, counted.n
    FROM (SELECT * FROM cause LIMIT ${MOST_CAUSES + 1}) AS found,
         LATERAL (${one(state, "received_at", "received_at, id")}) AS first,
         LATERAL (${one(state, "id, received_at, reason, last_error", "received_at DESC, id DESC")}) AS latest,
         LATERAL (SELECT count(*)::int AS n FROM (
           SELECT FROM payment_webhook_event
            WHERE state = '${state}' AND account = found.account AND ${CAUSE} = found.cause LIMIT ${MOST_OF_CAUSE + 1}) AS capped) AS counted
   ORDER BY latest.received_at DESC, found.cause`
