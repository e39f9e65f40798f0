import { sqlList } from "./queues/states"

/** Reasons under which an authorization waits for a person. */
const REASONS = sqlList(["orphan_payment", "double_payment", "late_payment", "conflict", "amount_mismatch"])

/** Facts of a payment that has taken no money. */
const ATTEMPTS = sqlList([
  "payment.pending",
  "payment.requires_action",
  "payment.authorized",
  "payment.canceled",
  "payment.expired",
  "payment.failed",
])

/**
 * The provider has reported that the authorization of `event` is over, and nothing that it has taken. An end before the authorization
 * says nothing of it: a buyer may pay a payment that was given up, and its capture may never be reported. An end of the same second
 * counts: a check that refuses an authorization is that quick, a buyer who pays anew is not. Any report of a capture or of what follows
 * one, whatever became of it, leaves the case to a person: to close it wrongly would hide money.
 */
const HAS_ENDED = `
  EXISTS (
    SELECT FROM payment_webhook_event AS ended
     WHERE ended.provider_payment_id = event.provider_payment_id AND ended.account = event.account
       AND ended.state IN ('processed', 'ignored')
       AND ((ended.fact IN ('payment.canceled', 'payment.expired') AND ended.occurred_at >= event.occurred_at)
         OR (ended.fact = 'payment.failed' AND ended.occurred_at > event.occurred_at)))
  AND NOT EXISTS (
    SELECT FROM payment_webhook_event AS other
     WHERE other.provider_payment_id = event.provider_payment_id AND other.account = event.account AND other.id <> event.id
       AND (other.fact NOT IN ${ATTEMPTS} OR other.state IN ('received', 'processing', 'failed', 'dead')))`

/** Whether the authorization that the event $1 reports of the payment $2 has ended. The row names no payment before its first verdict. */
export const AUTHORIZATION_ENDED = `
  SELECT 1 FROM (SELECT id, account, occurred_at, $2::text AS provider_payment_id FROM payment_webhook_event WHERE id = $1) AS event
   WHERE ${HAS_ENDED}`

/**
 * Quarantined authorizations that have ended since. An event that no worker has read yet names no payment, so that it may report the
 * capture: while one of the account waits that came no later than a minute after the end, none is answered. Without that bound, an
 * account that always has one would never be looked at.
 */
export const ENDED_AUTHORIZATIONS = `
  SELECT event.id FROM payment_webhook_event AS event
   WHERE event.state = 'quarantined' AND event.fact = 'payment.authorized' AND event.reason IN ${REASONS} AND ${HAS_ENDED}
     AND NOT EXISTS (
       SELECT FROM payment_webhook_event AS unread
        WHERE unread.account = event.account AND unread.state IN ('received', 'processing') AND unread.fact IS NULL
          AND unread.created_at < (
            SELECT max(ended.processed_at) + interval '1 minute' FROM payment_webhook_event AS ended
             WHERE ended.provider_payment_id = event.provider_payment_id AND ended.account = event.account))
   ORDER BY event.updated_at LIMIT $1`
