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
