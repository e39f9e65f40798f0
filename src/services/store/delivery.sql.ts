import { factsOfTransitions, GIVE_UP_DAYS, planFacts } from "./delivery-plan.sql"
import { BREAKER } from "./delivery-breaker.sql"
import { isMissed } from "./delivery-given-up.sql"
import { claimDue, lockFree, NO_LEASE } from "./queues/lease"
import { DELIVERY, sqlList } from "./queues/states"

const OPEN = `state IN ${sqlList(DELIVERY.open)}`

/** Attempts after which a delivery holds up those behind it no more. */
const TRIED_ENOUGH = 2

/**
 * Holds for a delivery that none of its subject goes before: none is on its way, and every earlier one was tried twice and waits for its
 * next attempt. One that is on its way itself was that once, and its worker is dead.
 *
 * The others are found by their subject alone, and the rest of the condition is a CASE, which no index answers. To statistics that know
 * nothing of a burst yet, every partial index is empty and as good as any other: PostgreSQL would read the whole backlog of the
 * destination for each delivery that it claims.
 */
const MAY_GO = `(delivery.state = 'sending' OR NOT EXISTS (
  SELECT FROM delivery AS other
   WHERE other.subject = delivery.subject AND other.id <> delivery.id
     AND CASE WHEN other.destination_id <> delivery.destination_id THEN false
              WHEN other.state = 'sending' THEN true
              WHEN other.state IN ${sqlList(DELIVERY.waiting)} THEN (other.sequence, other.id) < (delivery.sequence, delivery.id)
                AND (other.attempts - other.replayed_after < ${TRIED_ENOUGH} OR other.next_attempt_at <= now())
              ELSE false END))`

/** No one claims for a destination that is not active, or behind an open breaker; one delivery alone probes that. */
const MAY_TRY = `destination.state = 'active' AND destination.deleted_at IS NULL
  AND (destination.opened_until IS NULL
       OR (destination.opened_until <= now() AND (destination.probing_until IS NULL OR destination.probing_until <= now())))`

const isDue = (destinationId: string): string =>
  `EXISTS (SELECT FROM delivery WHERE destination_id = ${destinationId} AND ${OPEN} AND next_attempt_at <= now())`

/** The destinations that have something due and may be tried. */
export const DUE_DESTINATIONS = `
  SELECT destination.id, destination.version FROM delivery_destination AS destination
   WHERE ${MAY_TRY}
     AND ${isDue("destination.id")}`

/**
 * Claims up to $1 due deliveries of the destination $4, one for each subject. The attempt of a dead worker is written down as `unknown`;
 * `is_probe`: the breaker is open, and the outcome decides about it.
 */
export const CLAIM = `${claimDue({
  table: "delivery",
  key: "id",
  due: "next_attempt_at",
  attempts: "attempts",
  lapses: "lapsed_leases",
  where: `destination_id = $4 AND ${OPEN} AND ${MAY_GO}`,
  limit: `COALESCE((SELECT CASE WHEN opened_until IS NULL THEN $1::int ELSE 1 END
                      FROM delivery_destination AS destination WHERE id = $4 AND ${MAY_TRY}), 0)`,
  claimed: "sending",
})},
  lost AS (
    INSERT INTO delivery_attempt (id, delivery_id, number, outcome, started_at, ended_at)
    SELECT id || ':' || attempts - 1, id, attempts - 1, 'unknown', lapsed_at, lapsed_at FROM claimed WHERE reclaimed
    ON CONFLICT DO NOTHING),
  probing AS (
    UPDATE delivery_destination SET probing_until = now() + make_interval(secs => $2)
     WHERE id = $4 AND opened_until IS NOT NULL AND EXISTS (SELECT FROM claimed))
  SELECT claimed.*, destination.opened_until IS NOT NULL AS is_probe
    FROM claimed, delivery_destination AS destination WHERE destination.id = $4
   ORDER BY recorded_at, sequence`

/**
 * Outcomes $1 of attempts at the destination $2, each under the lease it was claimed with: on the deliveries, as rows of attempts, and
 * on the destination's breaker. Says whether something else is due there, so that no claim has to find out that nothing is.
 */
export const RECORD_OUTCOMES = `
  WITH outcome AS (
    SELECT * FROM json_to_recordset($1) AS row(
      id text, token text, state text, reason text, "lastError" text, status int, answer text, "retryInSeconds" double precision,
      "tookSeconds" double precision, "isProbe" boolean, "isFailure" boolean, "isGone" boolean)),
  recorded AS (
    UPDATE delivery AS job
       SET state = outcome.state, reason = outcome.reason, last_error = outcome."lastError",
           last_status = outcome.status, ${NO_LEASE}, lapsed_leases = 0, updated_at = now(),
           next_attempt_at = now() + make_interval(secs => COALESCE(outcome."retryInSeconds", 0)),
           delivered_at = CASE WHEN outcome.state = 'delivered' THEN now() ELSE job.delivered_at END
      FROM outcome
     WHERE job.id = outcome.id AND job.lease_token = outcome.token AND job.state = 'sending'
    RETURNING job.id, job.attempts, job.replayed_by, job.replayed_after, ${isMissed("job")} AS missed),
  ended AS (
    INSERT INTO delivery_attempt (id, delivery_id, number, outcome, status, error, answer, actor_id, started_at)
    SELECT id || ':' || attempts, id, attempts, CASE outcome.state WHEN 'delivered' THEN 'delivered' ELSE 'failed' END,
           outcome.status, outcome."lastError", outcome.answer, CASE WHEN attempts = replayed_after + 1 THEN replayed_by END,
           now() - make_interval(secs => outcome."tookSeconds")
      FROM recorded JOIN outcome USING (id) WHERE outcome."tookSeconds" IS NOT NULL
    ON CONFLICT DO NOTHING),
  ${BREAKER}
  SELECT id, ${isDue("$2")} AS more FROM recorded`

/** Lets go of the deliveries $1 that were claimed under the lease $2 and not tried: they are due, and no attempt is counted. */
export const RELEASE_CLAIMS = `
  UPDATE delivery
     SET state = CASE WHEN attempts - 1 > replayed_after THEN 'failed' ELSE 'pending' END, attempts = attempts - 1,
         next_attempt_at = now(), ${NO_LEASE}, updated_at = now()
   WHERE id = ANY ($1) AND lease_token = $2 AND state = 'sending'`

/** A delivery that starts anew: tried at once, with all its attempts, because the user `who` asked for it. */
const anew = (who: string): string => `
     SET state = 'pending', reason = NULL, replayed_by = ${who}, replayed_after = attempts, lapsed_leases = 0,
         next_attempt_at = now(), give_up_at = now() + interval '${GIVE_UP_DAYS} days', updated_at = now()`

const EXISTS = `EXISTS (SELECT FROM delivery_destination AS destination
  WHERE destination.id = delivery.destination_id AND destination.deleted_at IS NULL)`

export const REPLAY = `
  UPDATE delivery ${anew("$2")}
   WHERE id = $1 AND state IN ${sqlList(DELIVERY.replayable)} AND ${EXISTS}`

/** Up to $4 deliveries of the destination $1 that failed or died since $2, the oldest first. */
export const RECOVER = `
  UPDATE delivery ${anew("$3")}
   WHERE ${EXISTS} AND id = ANY (ARRAY(
     ${lockFree(
       `SELECT id FROM delivery WHERE destination_id = $1 AND state IN ${sqlList(DELIVERY.recoverable)} AND updated_at >= $2
         ORDER BY updated_at`,
       "$4",
     )}))`

/**
 * Plans for the destination $1 what it would get of the next $5 transitions behind the position ($2, $3), from $4 on and before $6.
 * Answers the position it came to, exact to the microsecond, and how many were planned; no row if there was none left.
 */
export const PLAN_MISSING = `
  WITH page AS (
    SELECT * FROM payment_transition
     WHERE created_at >= $4 AND created_at < $6 AND (created_at, id) > ($2::timestamptz, $3) ORDER BY created_at, id LIMIT $5),
  fact AS (${factsOfTransitions("page")}),
  planned AS (${planFacts("destination.id = $1")} RETURNING id)
  SELECT created_at::text AS at, id, (SELECT count(*)::int FROM planned) AS planned
    FROM page ORDER BY page.created_at DESC, page.id DESC LIMIT 1`

/** Cancels up to $1 open deliveries of deleted destinations, none that a living worker has. */
export const CANCEL = `
  UPDATE delivery SET state = 'canceled', reason = 'destination_deleted', ${NO_LEASE}, updated_at = now()
   WHERE id = ANY (ARRAY(
     ${lockFree(
       `SELECT delivery.id FROM delivery_destination AS destination
          JOIN delivery ON delivery.destination_id = destination.id
           AND delivery.${OPEN} AND (delivery.state <> 'sending' OR delivery.leased_until <= now())
         WHERE destination.deleted_at IS NOT NULL`,
       "$1",
     )}))`

/** How much waits for each destination, and since when the longest due has been. */
export const BACKLOG = `
  SELECT destination_id, state, count(*)::int AS count, min(next_attempt_at) AS next_attempt_at, min(recorded_at) AS oldest
    FROM delivery WHERE ${OPEN} GROUP BY destination_id, state ORDER BY destination_id, state`
