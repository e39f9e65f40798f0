/** Events that name the payment ($1), or only its session ($2), or only the provider's id of it ($3) in its account ($4). */
const EVENTS = `
    SELECT 'event' AS kind, id, received_at AS at FROM payment_webhook_event WHERE payment_record_id = $1
     UNION ALL
    SELECT 'event', id, received_at FROM payment_webhook_event WHERE payment_session_id = $2 AND payment_record_id IS NULL
     UNION ALL
    SELECT 'event', id, received_at FROM payment_webhook_event
     WHERE provider_payment_id = $3 AND account = $4 AND payment_session_id IS NULL AND payment_record_id IS NULL`

/**
 * The places of a payment's entries of the kinds $5 before the place ($6, $7), $8 of them, the newest first. All rows of the payment are
 * read by the index of what they belong to: to walk an index by time would be shorter for a payment of thousands, and would read the whole
 * table for every other one. Times are cut to milliseconds, as a cursor and Medusa's rows have them.
 */
export const STORY_PLACES = `
  WITH item AS MATERIALIZED (
    SELECT id, created_at FROM payment_attention WHERE payment_record_id = $1
     UNION
    SELECT id, created_at FROM payment_attention WHERE payment_session_id = $2
  ), entry AS (
    ${EVENTS}
     UNION ALL
    SELECT subject, id, created_at FROM payment_transition WHERE payment_record_id = $1
     UNION ALL
    SELECT 'capture', id, created_at FROM payment_capture WHERE payment_record_id = $1
     UNION ALL
    SELECT 'message', id, created_at FROM payment_notification WHERE payment_record_id = $1
     UNION ALL
    SELECT 'message', message.id, message.created_at
      FROM item JOIN payment_notification AS message ON message.payment_attention_id = item.id
     WHERE message.payment_record_id IS NULL
     UNION ALL
    SELECT 'callback', id, created_at FROM delivery WHERE subject = $1
     UNION ALL
    SELECT 'callback', callback.id, callback.created_at FROM item JOIN delivery AS callback ON callback.subject = item.id
     UNION ALL
    SELECT 'attention', id, created_at FROM item
     UNION ALL
    SELECT 'decision', decision.id, decision.created_at
      FROM item JOIN payment_attention_decision AS decision ON decision.payment_attention_id = item.id
  ), placed AS (
    SELECT kind, id, date_trunc('milliseconds', at) AS at FROM entry WHERE kind = ANY($5::text[])
  )
  SELECT kind, id, at FROM placed
   WHERE $6::timestamptz IS NULL OR (at, id COLLATE "C") < ($6, $7 COLLATE "C")
   ORDER BY at DESC, id COLLATE "C" DESC
   LIMIT $8`
