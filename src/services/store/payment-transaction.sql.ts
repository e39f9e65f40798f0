import { sqlList, WAITS_FOR_PAYMENT } from "./queues/states"

/** Condition for a `record` that holds or has the money, and has not refunded it. */
export const HAS_MONEY =
  "(record.state = 'authorized' OR (record.state = 'captured' AND record.refunded_amount < record.captured_amount))"

/** Requeues events that wait for a transition of this payment. */
export const RELEASE = `
  UPDATE payment_webhook_event
     SET state = 'received', reason = NULL, next_attempt_at = now(), processed_at = NULL, updated_at = now()
   WHERE account = $1 AND (provider_payment_id = $2 OR payment_session_id = $3)
     AND ((state = 'ignored' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.ignored)})
       OR (state = 'failed' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.failed)})
       OR (state = 'quarantined' AND reason IN ${sqlList(WAITS_FOR_PAYMENT.quarantined)} AND fact = 'payment.captured'))`

/** Columns that are not given keep their value; so do the version and `updated_at`, which belong to transitions. */
export const AMEND = `
  UPDATE payment_record
     SET occurred_at = COALESCE($2, occurred_at), reported_captured_total = COALESCE($3, reported_captured_total),
         reported_refunded_total = COALESCE($4, reported_refunded_total)
   WHERE id = $1`

export const INSERT_CAPTURE = `
  INSERT INTO payment_capture (id, payment_record_id, provider_capture_id, amount, occurred_at, created_at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp())
  ON CONFLICT DO NOTHING`

export const INSERT_METHOD_USE = `
  INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id) VALUES ($1, $2, $3, $4)
  ON CONFLICT ON CONSTRAINT payment_method_use_once DO NOTHING`

/**
 * `$14`: the transition notifies nobody. `$15`: something is to be done after it; of another, that is done with the row. `$16`: the time
 * at which the payment's own row was written.
 */
export const INSERT_TRANSITION = `
  INSERT INTO payment_transition
    (id, payment_record_id, version, webhook_event_id, fact, subject, subject_id, from_state, to_state, amount, currency_code,
     reason_code, occurred_at, notified_at, after_payment_due_at, after_payment_done_at, after_payment_attempts, created_at)
  SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         CASE WHEN $14 THEN moment END, CASE WHEN $15 THEN moment END, CASE WHEN NOT $15 THEN moment END, 0, moment
    FROM (SELECT $16::timestamptz AS moment) AS written
  RETURNING *`
