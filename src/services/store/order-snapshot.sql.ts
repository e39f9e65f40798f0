import { DELIVERY, sqlList } from "./queues/states"

/** The deliveries of one order to one destination: of all its payments, since an order may have several. */
const SIBLINGS = `
    SELECT other.id, other.state, other.recorded_at, other.delivered_at, snapshot.body, snapshot.at
      FROM mine
      JOIN payment_record AS payment ON payment.order_id = mine.order_id
      JOIN delivery AS other ON other.destination_id = mine.destination_id AND other.subject = payment.id
      LEFT JOIN delivery_snapshot AS snapshot ON snapshot.delivery_id = other.id`

/**
 * The state of the delivery $1 and its order: the frozen body, whether a newer one of the order is there, whether another is on its
 * way, what the platform has last, and whether it has had any state of it: what was pruned since counts as well. No row for a delivery that is about no payment.
 */
export const ORDER_PLACE = `
  WITH mine AS (
    SELECT delivery.id, delivery.destination_id, delivery.recorded_at, record.order_id, record.cart_id
      FROM delivery JOIN payment_record AS record ON record.id = delivery.subject WHERE delivery.id = $1),
  sibling AS (${SIBLINGS})
  SELECT mine.order_id AS "orderId", mine.cart_id AS "cartId",
         (SELECT json_build_object('body', body, 'at', at) FROM sibling WHERE id = mine.id AND body IS NOT NULL) AS frozen,
         EXISTS (SELECT FROM sibling WHERE (sibling.recorded_at, sibling.id) > (mine.recorded_at, mine.id)
                    AND sibling.state IN ${sqlList([...DELIVERY.open, "delivered"])}) AS "isSuperseded",
         EXISTS (SELECT FROM sibling WHERE sibling.id <> mine.id AND sibling.state = 'sending') AS "isBusy",
         (SELECT body FROM sibling WHERE state = 'delivered' AND body IS NOT NULL ORDER BY at DESC LIMIT 1) AS "lastBody",
         (EXISTS (SELECT FROM sibling WHERE delivered_at IS NOT NULL AND body IS NOT NULL)
          OR EXISTS (SELECT FROM delivered_order AS known
                      WHERE known.destination_id = mine.destination_id AND known.order_id = mine.order_id)) AS "isKnown"
    FROM mine`

/**
 * Keeps, of the deliveries $1 that are about to be pruned, the orders that their platforms have had: a late refund of one of them is news
 * of a known order, and a platform would refuse or double an order that is created twice.
 */
export const KEEP_DELIVERED_ORDERS = `
  INSERT INTO delivered_order (destination_id, order_id)
  SELECT DISTINCT snapshot.destination_id, snapshot.order_id
    FROM delivery_snapshot AS snapshot JOIN delivery ON delivery.id = snapshot.delivery_id
   WHERE delivery.id = ANY ($1) AND delivery.delivered_at IS NOT NULL
  ON CONFLICT DO NOTHING`

/**
 * Freezes the body $2 of the delivery $1, claimed under the lease $3, of the order $4: never twice, and at a time after every other of
 * the order. Whole seconds, as one protocol writes no finer ones. Answers what is frozen; no row if the lease was lost.
 */
export const FREEZE = `
  INSERT INTO delivery_snapshot AS known (delivery_id, destination_id, order_id, body, at)
  SELECT job.id, job.destination_id, $4, $2,
         GREATEST(date_trunc('second', job.recorded_at),
                  (SELECT max(at) + interval '1 second' FROM delivery_snapshot
                    WHERE destination_id = job.destination_id AND order_id = $4))
    FROM delivery AS job WHERE job.id = $1 AND job.lease_token = $3 AND job.state = 'sending'
  ON CONFLICT (delivery_id) DO UPDATE SET delivery_id = known.delivery_id
  RETURNING body, at`

/** The money of the order $1: whether a payment holds or has it, every refund and every dispute. */
export const ORDER_MONEY = `
  SELECT EXISTS (SELECT FROM payment_record WHERE order_id = $1 AND state IN ('authorized', 'captured')) AS "hasMoney",
         COALESCE((SELECT json_agg(json_build_object(
             'id', refund.id, 'state', refund.state, 'amount', refund.amount::text, 'reasonCode', refund.reason_code,
             'at', COALESCE(refund.occurred_at, refund.created_at)))
            FROM payment_record AS record JOIN payment_refund AS refund ON refund.payment_record_id = record.id
           WHERE record.order_id = $1), '[]') AS refunds,
         COALESCE((SELECT json_agg(json_build_object(
             'id', dispute.id, 'state', dispute.state, 'amount', dispute.amount::text, 'reasonCode', dispute.reason_code,
             'settledByRefund', dispute.settled_by_refund, 'at', COALESCE(dispute.occurred_at, dispute.created_at)))
            FROM payment_record AS record JOIN payment_dispute AS dispute ON dispute.payment_record_id = record.id
           WHERE record.order_id = $1), '[]') AS disputes`
