import { MATCHES } from "./delivery-plan.sql"
import { DELIVERY, sqlList } from "./queues/states"

/**
 * The newest delivered row of the destination, or one of another where it has none. The order is the one of the index by destination:
 * asked for the newest row alone, PostgreSQL may go back through the deliveries of all destinations to find that this one has none.
 */
const NEWEST_DELIVERED = `
  SELECT delivery.destination_id, delivered_at FROM delivery
   WHERE delivery.destination_id >= destination.id AND state = 'delivered'
   ORDER BY delivery.destination_id, created_at DESC, id DESC LIMIT 1`

/**
 * Each destination with what waits for it, what was given up, and when it last took a delivery. `is_open`: its breaker. The last
 * success is that of its newest delivered row.
 */
export const OVERVIEW = `
  SELECT destination.id, destination.kind, destination.origin, destination.description, destination.state,
         destination.disabled_reason, destination.disabled_at, destination.failing_since, destination.opened_until,
         destination.opened_until IS NOT NULL AS is_open,
         backlog.*, given_up.dead,
         (SELECT delivered_at FROM (${NEWEST_DELIVERED}) AS newest WHERE newest.destination_id = destination.id) AS last_delivered_at
    FROM delivery_destination AS destination,
         LATERAL (
           SELECT count(*)::int AS waiting, count(*) FILTER (WHERE next_attempt_at <= now())::int AS due, min(recorded_at) AS oldest,
                  extract(epoch FROM now() - min(next_attempt_at) FILTER (WHERE next_attempt_at <= now()))::float8 AS overdue_seconds
             FROM delivery WHERE destination_id = destination.id AND state IN ${sqlList(DELIVERY.open)}) AS backlog,
         LATERAL (
           SELECT count(*) FILTER (WHERE state = 'dead')::int AS dead
             FROM delivery WHERE destination_id = destination.id AND state IN ${sqlList(DELIVERY.recoverable)}) AS given_up
   WHERE destination.deleted_at IS NULL AND ($1::text IS NULL OR destination.id = $1)
   ORDER BY destination.created_at, destination.id`

/** How many deliveries to the destination $1 failed or died since $2. */
export const COUNT_RECOVERABLE = `
  SELECT count(*)::int AS n FROM delivery
   WHERE destination_id = $1 AND state IN ${sqlList(DELIVERY.recoverable)} AND updated_at >= $2`

/** How many transitions recorded from $2 on and before $3 the destination $1 wants and was never planned for. */
export const COUNT_MISSING = `
  WITH fact AS (
    SELECT transition.id AS event_id, transition.fact, record.account
      FROM payment_transition AS transition JOIN payment_record AS record ON record.id = transition.payment_record_id
     WHERE transition.created_at >= $2 AND transition.created_at < $3)
  SELECT count(*)::int AS n FROM fact JOIN delivery_destination AS destination ON ${MATCHES}
   WHERE destination.id = $1 AND destination.deleted_at IS NULL
     AND NOT EXISTS (SELECT FROM delivery WHERE event_id = fact.event_id AND destination_id = destination.id)`
