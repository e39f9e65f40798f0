/** The payments of each cart or order of `$1`, the one that changed last first, and the sum of the versions of all of its own. */
export const PAYMENTS_OF = (column: "cart_id" | "order_id") => `
  SELECT payment.* FROM unnest($1::text[]) AS watched (id)
   CROSS JOIN LATERAL (SELECT *, sum(version) OVER ()::int AS total FROM payment_record
                        WHERE ${column} = watched.id ORDER BY updated_at DESC, id DESC LIMIT $2) AS payment
   ORDER BY payment.updated_at DESC, payment.id DESC`

/** The payments of a customer's carts and orders that changed within so many seconds, the last change first. */
export const PAYMENTS_OF_CUSTOMER = `
  SELECT * FROM payment_record
   WHERE id = ANY (ARRAY(SELECT id FROM payment_record WHERE cart_id = ANY($1)
                         UNION SELECT id FROM payment_record WHERE order_id = ANY($2)))
     AND updated_at > now() - make_interval(secs => $3)
   ORDER BY updated_at DESC, id DESC LIMIT $4`

const TOTAL = (column: "cart_id" | "order_id", parameter: number) => `
  SELECT watched.id, watched.known,
         (SELECT COALESCE(sum(version), 0)::int FROM payment_record WHERE ${column} = watched.id) AS total
    FROM unnest($${parameter}::text[], $${parameter + 1}::int[]) AS watched (id, known)`

/**
 * Of the carts `$1` and orders `$3`, those whose payments have changed. A version grows with each transition and never otherwise, so
 * that the sum over a cart's payments is another one after each of them, and after the first one of a new payment. No clock is
 * asked: a transaction that commits late is not missed.
 */
export const CHANGED = `
  SELECT 'cart' AS kind, id, total FROM (${TOTAL("cart_id", 1)}) AS carts WHERE total <> known
  UNION ALL
  SELECT 'order' AS kind, id, total FROM (${TOTAL("order_id", 3)}) AS orders WHERE total <> known`

/** Payments that changed within the last so many seconds, the last change first. */
export const RECENT = `
  SELECT id, version, cart_id, order_id FROM payment_record
   WHERE updated_at > now() - make_interval(secs => $1) ORDER BY updated_at DESC, id DESC LIMIT $2`
