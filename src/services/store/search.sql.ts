/**
 * Rows whose id begins with the pattern $1, in the order of the characters' codes, which its index has: a search ends after the few rows
 * that are shown, however many there are.
 */
export const PAYMENTS_BY_PROVIDER_ID = `
  SELECT id FROM payment_record
   WHERE provider_payment_id LIKE $1
   ORDER BY provider_payment_id USING ~<~, account
   LIMIT $2`

export const EVENTS_BY_EVENT_ID = `
  SELECT id FROM payment_webhook_event
   WHERE event_id LIKE $1
   ORDER BY event_id USING ~<~
   LIMIT $2`

/** A payment by one of the ids that Medusa or we know it by. */
export const PAYMENTS_BY_OTHER_ID = `
  SELECT id FROM payment_record WHERE id = $1
   UNION
  SELECT id FROM payment_record WHERE payment_session_id = $1
   UNION
  SELECT id FROM payment_record WHERE payment_id = $1
   UNION
  SELECT id FROM (SELECT id FROM payment_record WHERE order_id = ANY($2::text[]) LIMIT $3) AS of_orders
   UNION
  SELECT id FROM (SELECT id FROM payment_record WHERE cart_id = $1 LIMIT $3) AS of_cart
   LIMIT $3`
