import type { AttentionKind } from "../domain/attention-kinds"
import { TEST_FACT } from "../domain/test-fact"

const FAILING_KIND = "delivery_failing" satisfies AttentionKind

/**
 * Holds for a fact whose delivery a merchant misses. News of a destination that fails is none: sent to that destination, or to another
 * one that fails, it would fail as well and be news again, for ever. Whoever sends a test looks at its outcome.
 */
export const isMissed = (row: string): string =>
  `(${row}.fact <> '${TEST_FACT}' AND ${row}.data ->> 'kind' IS DISTINCT FROM '${FAILING_KIND}')`

/** A receiver that is gone is reviewed by itself: its destination was disabled. */
const GIVEN_UP = `delivery.state = 'dead' AND delivery.reason IS DISTINCT FROM 'gone' AND ${isMissed("delivery")}`

/**
 * Destinations with deliveries that were given up and of which the merchant was not notified, the number from which an item that is not
 * resolved counts, and the last of the deliveries unless all of them were tried again.
 */
export const GIVEN_UP_UNNOTICED = `
  SELECT destination.id, destination.given_up, COALESCE(item.given_up_from, destination.given_up_noticed) AS given_up_from, last.last
    FROM delivery_destination AS destination
    LEFT JOIN LATERAL (
      SELECT (data ->> 'given_up_from')::int AS given_up_from FROM payment_attention
       WHERE state <> 'resolved' AND kind = '${FAILING_KIND}' AND data ->> 'destination_id' = destination.id
         AND data ->> 'given_up_from' IS NOT NULL
       ORDER BY created_at DESC LIMIT 1) AS item ON true
    LEFT JOIN LATERAL (
      SELECT json_build_object('id', id, 'fact', fact, 'reason', reason, 'error', last_error) AS last FROM delivery
       WHERE destination_id = destination.id AND state IN ('failed', 'dead') AND ${GIVEN_UP}
       ORDER BY updated_at DESC LIMIT 1) AS last ON true
   WHERE destination.deleted_at IS NULL AND destination.given_up > destination.given_up_noticed`

/** Writes of how many the merchant was notified; only upwards. */
export const MARK_GIVEN_UP_NOTICED = `
  UPDATE delivery_destination SET given_up_noticed = $2 WHERE id = $1 AND given_up_noticed < $2`

/** A row if a delivery to the destination $1 is given up. */
export const HAS_GIVEN_UP = `
  SELECT id FROM delivery WHERE destination_id = $1 AND state IN ('failed', 'dead') AND ${GIVEN_UP} ORDER BY updated_at LIMIT 1`
