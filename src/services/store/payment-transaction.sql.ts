import { factsOfTransitions, planFacts } from "./delivery-plan.sql"
import { sqlList, WAITS_FOR_PAYMENT } from "./queues/states"

/** Condition for a `record` that holds or has the money, and has not refunded it. */
export const HAS_MONEY =
  "(record.state = 'authorized' OR (record.state = 'captured' AND record.refunded_amount < record.captured_amount))"

const WAITS = `((state = 'ignored' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.ignored)})
       OR (state = 'processed' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.processed)})
       OR (state = 'failed' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.failed)})
       OR (state = 'quarantined' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.quarantined)}
           AND (fact = 'payment.captured' OR reason = 'awaits_payment'))
       OR (state = 'quarantined' AND (reason = 'awaits_review' OR (reason = 'late_payment' AND fact = 'payment.authorized')))
       OR (state = 'ignored' AND reason = 'decided' AND fact LIKE 'refund.%')
       OR (state = 'quarantined' AND fact = 'payment.authorized' AND reason <> 'risk' AND provider_payment_id = $18
           AND $9 IN ('canceled', 'expired')))`

/** The first payment beside the session $1 in the payment collection $2 or the cart $3 that has the money; each by its own index. */
export const PAID_BESIDE = `
  SELECT record.* FROM (
    SELECT * FROM payment_record WHERE payment_collection_id = $2
    UNION
    SELECT * FROM payment_record WHERE cart_id = $3) AS record
   WHERE record.payment_session_id <> $1 AND ${HAS_MONEY}
   ORDER BY record.created_at LIMIT 1`

/** Columns that are not given keep their value; so do the version and `updated_at`, which belong to transitions. */
export const AMEND = `
  UPDATE payment_record
     SET occurred_at = COALESCE($2, occurred_at), reported_captured_total = COALESCE($3, reported_captured_total),
         reported_refunded_total = COALESCE($4, reported_refunded_total)
   WHERE id = $1`

/** A later report of the payment moves the time on: core gets its own time for each of its refunds. */
export const DUE_REFUNDS = `
  UPDATE payment_record SET refunds_due_at = clock_timestamp() + make_interval(secs => $2) WHERE id = $1`

export const INSERT_CAPTURE = `
  INSERT INTO payment_capture (id, payment_record_id, provider_capture_id, amount, occurred_at, created_at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp())
  ON CONFLICT DO NOTHING`

export const INSERT_METHOD_USE = `
  INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT ON CONSTRAINT payment_method_use_once DO NOTHING`

/**
 * Events that wait for a transition of this payment. They are looked for by each id in turn: with an OR over both, PostgreSQL reads
 * all that waits in the account. The condition stands twice, because a worker may change an event between the look and the write.
 */
const RELEASE = `
  UPDATE payment_webhook_event
     SET state = 'received', reason = NULL, next_attempt_at = now(), processed_at = NULL, updated_at = now()
   WHERE ${WAITS} AND id = ANY (ARRAY(
     SELECT id FROM payment_webhook_event WHERE account = $17 AND provider_payment_id = $18 AND ${WAITS}
     UNION
     SELECT id FROM payment_webhook_event WHERE account = $17 AND payment_session_id = $19 AND ${WAITS}))`

/**
 * Inserts a transition to `$9` and requeues the events that wait for it: those of the account `$17` about the payment `$18` or the
 * session `$19`. `$14`: the transition notifies nobody. `$15`: something is to be done after it; of another, that is done with the row. `$16`:
 * the time at which the payment's own row was written. The transition's deliveries are part of it: no crash comes between.
 */
export const INSERT_TRANSITION = `
  WITH released AS (${RELEASE}),
  written AS (INSERT INTO payment_transition
    (id, payment_record_id, version, webhook_event_id, fact, subject, subject_id, from_state, to_state, amount, currency_code,
     reason_code, occurred_at, notified_at, after_payment_due_at, after_payment_done_at, after_payment_attempts, created_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         CASE WHEN $14 THEN moment END, CASE WHEN $15 THEN moment END, CASE WHEN NOT $15 THEN moment END, 0, moment
    FROM (SELECT $16::timestamptz AS moment) AS clock
  RETURNING *),
  fact AS (${factsOfTransitions("written")}),
  planned AS (${planFacts()})
  SELECT * FROM written`
