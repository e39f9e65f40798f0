/** Saves the subscription of an endpoint; under a new id where it was another customer's, whose messages must not find it. */
export const REGISTER = `
  INSERT INTO push_subscription AS known
    (id, customer_id, endpoint, p256dh, auth, user_agent, locale, expires_at, created_at, last_seen_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp(), clock_timestamp())
  ON CONFLICT ON CONSTRAINT push_subscription_endpoint DO UPDATE SET
    id = CASE WHEN known.customer_id = EXCLUDED.customer_id THEN known.id ELSE EXCLUDED.id END,
    created_at = CASE WHEN known.customer_id = EXCLUDED.customer_id THEN known.created_at ELSE EXCLUDED.created_at END,
    customer_id = EXCLUDED.customer_id, p256dh = EXCLUDED.p256dh, auth = EXCLUDED.auth,
    user_agent = EXCLUDED.user_agent, locale = EXCLUDED.locale, expires_at = EXCLUDED.expires_at,
    last_seen_at = EXCLUDED.last_seen_at
  RETURNING *`

/** Deletes all but the `$2` subscriptions of a customer that were seen last. */
export const FORGET_OLDEST = `
  DELETE FROM push_subscription WHERE customer_id = $1 AND id NOT IN (
    SELECT id FROM push_subscription WHERE customer_id = $1 ORDER BY last_seen_at DESC, id DESC LIMIT $2)`
