import type { EntityManager } from "typeorm"
import { factsOfDead, planFacts } from "./delivery-plan.sql"
import type { NewNotification } from "./notification-rows"
import { ERASED_MESSAGE } from "./erasure.sql"
import { advisoryLock } from "./queues/advisory-lock"
import { claimDue, lockFree, NO_LEASE } from "./queues/lease"
import { MESSAGE, sqlList } from "./queues/states"

/** The expressions that plan the deliveries of the dead messages in a CTE. */
const planDead = (from: string): string => `fact AS (${factsOfDead(from)}), planned AS (${planFacts()})`

const OPEN = `IN ${sqlList(MESSAGE.open)}`

/** Also marks the transition `$3` as notified, in the same commit; null where there is none to mark. */
const INSERT = `
  WITH notified AS (UPDATE payment_transition SET notified_at = now() WHERE id = $3)
  INSERT INTO payment_notification
    (id, subject, payment_transition_id, payment_record_id, payment_attention_id, fact, audience, channel, recipient, locale,
     template, data, topic, essential, customer_id, digest_key, notified_by, failover_of, state, reason, next_attempt_at, give_up_at)
  SELECT id, subject, payment_transition_id, payment_record_id, payment_attention_id, fact, audience, channel, recipient, locale,
         template, data, topic, essential, customer_id, digest_key, notified_by, failover_of,
         CASE WHEN suppressed IS NULL THEN 'pending' ELSE 'suppressed' END, suppressed,
         now() + make_interval(secs => "delaySeconds"), now() + make_interval(secs => "delaySeconds" + $2)
    FROM json_to_recordset($1) AS row(
         id text, subject text, payment_transition_id text, payment_record_id text, payment_attention_id text, fact text,
         audience text, channel text, recipient text, locale text, template text, data json, topic text, essential boolean,
         customer_id text, digest_key text, notified_by text, failover_of text, suppressed text, "delaySeconds" double precision)
  ON CONFLICT (subject, audience, channel, recipient) DO UPDATE
    -- What is essential and fails elsewhere goes out on a channel that was switched off after all.
    SET state = 'pending', reason = NULL, failover_of = EXCLUDED.failover_of, next_attempt_at = EXCLUDED.next_attempt_at,
        give_up_at = EXCLUDED.give_up_at, updated_at = now()
    WHERE EXCLUDED.failover_of IS NOT NULL AND payment_notification.state = 'suppressed'
      AND payment_notification.reason = 'opted_out' AND payment_notification.essential
  RETURNING id`

/** Adds messages, and marks the transition `notified` where one is given; returns the number of messages that were not there yet. */
export async function insertMessages(
  manager: EntityManager,
  rows: readonly NewNotification[],
  giveUpAfterSeconds: number,
  notified: string | null = null,
): Promise<number> {
  if (!rows.length && notified === null) return 0
  const added: unknown[] = await manager.query(INSERT, [JSON.stringify(rows), giveUpAfterSeconds, notified])
  return added.length
}

/**
 * The message of the same burst to the same address that is sent, or was. A lock keeps two messages of a burst from both being
 * the first.
 */
export async function firstOfBurst(
  manager: EntityManager,
  { subject, digest_key, audience, channel, recipient }: NewNotification,
  withinSeconds: number,
): Promise<string | undefined> {
  await advisoryLock(manager, `payment-notification:digest:${digest_key}`)
  const [first] = await manager.query(
    `SELECT id FROM payment_notification
      WHERE digest_key = $1 AND audience = $2 AND channel = $3 AND recipient = $4 AND subject <> $5
        AND state NOT IN ${sqlList(MESSAGE.unsaid)} AND created_at > now() - make_interval(secs => $6)
      ORDER BY created_at LIMIT 1`,
    [digest_key, audience, channel, recipient, subject, withinSeconds],
  )
  return first?.id
}

/** Adds one to the count of a burst's message that is still to be sent. */
export const COUNT = `
  UPDATE payment_notification
     SET data = (data::jsonb || jsonb_build_object('count', COALESCE((data ->> 'count')::int, 1) + 1))::json, updated_at = now()
   WHERE id = $1 AND state IN ${sqlList(MESSAGE.waiting)}`

/** Each channel once, through the index over (channel, next_attempt_at) of open messages. */
export const DUE_CHANNELS = `
  WITH RECURSIVE open AS (
    SELECT min(channel) AS channel FROM payment_notification WHERE state ${OPEN}
    UNION ALL
    SELECT (SELECT min(message.channel) FROM payment_notification AS message
             WHERE message.state ${OPEN} AND message.channel > open.channel)
      FROM open WHERE open.channel IS NOT NULL)
  SELECT channel FROM open
   WHERE EXISTS (SELECT FROM payment_notification AS message
                  WHERE message.channel = open.channel AND message.state ${OPEN}
                    AND message.next_attempt_at <= now())`

/** Puts the due messages of the channels $1 off by $2 seconds; the time that they wait for a provider is none of their own. */
export const AWAIT_PROVIDER = `
  UPDATE payment_notification
     SET state = 'pending', reason = 'no_provider', next_attempt_at = now() + make_interval(secs => $2),
         give_up_at = give_up_at + (now() + make_interval(secs => $2) - next_attempt_at), updated_at = now()
   WHERE channel = ANY ($1) AND state IN ${sqlList(MESSAGE.waiting)} AND next_attempt_at <= now()`

/** Claims due messages of the channel $4 and begins an attempt of each; the attempt that a dead worker began becomes `unknown`. */
export const CLAIM = `${claimDue({
  table: "payment_notification",
  key: "id",
  due: "next_attempt_at",
  attempts: "attempts",
  where: `state ${OPEN} AND channel = $4`,
  claimed: "sending",
})},
  lost AS (
    UPDATE payment_notification_attempt AS attempt SET outcome = 'unknown', ended_at = now()
      FROM claimed WHERE attempt.payment_notification_id = claimed.id AND attempt.outcome IS NULL AND claimed.reclaimed),
  begun AS (
    INSERT INTO payment_notification_attempt (id, payment_notification_id, number, actor_id)
    SELECT id || ':' || attempts, id, attempts, resent_by FROM claimed)
  SELECT * FROM claimed`

/**
 * Marks messages as dead on which too many workers have died. A message whose time is up is not among them: like every other that
 * waited too long, it gets a last attempt, because the attempt before may have gone out.
 */
export const END_FATAL = `
  WITH fatal AS (
    ${lockFree(`SELECT id FROM payment_notification AS message
     WHERE state = 'sending' AND next_attempt_at <= now()
       AND $1 <= (SELECT count(*) FROM payment_notification_attempt AS attempt
                   WHERE attempt.payment_notification_id = message.id AND attempt.number > message.resent_after
                     AND (attempt.outcome = 'unknown' OR attempt.outcome IS NULL))`)}),
  ended AS (
    UPDATE payment_notification AS message
       SET state = 'dead', reason = 'crashed', failed_over_at = NULL, ${NO_LEASE}, updated_at = now()
      FROM fatal WHERE message.id = fatal.id
    RETURNING message.*),
  lost AS (
    UPDATE payment_notification_attempt AS attempt SET outcome = 'unknown', ended_at = now()
      FROM ended WHERE attempt.payment_notification_id = ended.id AND attempt.outcome IS NULL),
  ${planDead("ended")}
  SELECT * FROM ended`

/** Outcomes of attempts, on the messages and on the attempts themselves. */
export const RECORD_OUTCOMES = `
  WITH outcome AS (
    SELECT * FROM json_to_recordset($1) AS row(
      id text, state text, reason text, "lastError" text, "retryInSeconds" double precision,
      "notificationId" text, "providerId" text, "externalId" text)),
  recorded AS (
    UPDATE payment_notification AS message
       SET state = outcome.state, reason = outcome.reason, last_error = outcome."lastError",
           notification_id = COALESCE(outcome."notificationId", message.notification_id),
           provider_id = COALESCE(outcome."providerId", message.provider_id),
           external_id = COALESCE(outcome."externalId", message.external_id),
           ${NO_LEASE}, failed_over_at = NULL, updated_at = now(),
           next_attempt_at = now() + make_interval(secs => COALESCE(outcome."retryInSeconds", 0)),
           -- Postponed is not failed: the time to give up waits along.
           give_up_at = message.give_up_at
             + make_interval(secs => CASE outcome.state WHEN 'pending' THEN COALESCE(outcome."retryInSeconds", 0) ELSE 0 END),
           sent_at = CASE WHEN outcome.state = 'sent' THEN now() ELSE message.sent_at END
      FROM outcome
     WHERE message.id = outcome.id AND message.lease_token = $2
    RETURNING message.*),
  ended AS (
    UPDATE payment_notification_attempt AS attempt
       SET outcome = CASE outcome.state WHEN 'dead' THEN 'failed' WHEN 'pending' THEN 'suppressed' ELSE outcome.state END, code = outcome.reason,
           error = outcome."lastError", provider_id = outcome."providerId", external_id = outcome."externalId", ended_at = now()
      FROM recorded JOIN outcome USING (id)
     WHERE attempt.payment_notification_id = recorded.id AND attempt.number = recorded.attempts),
  ${planDead("recorded")}
  SELECT * FROM recorded`

/** Marks a sent message as dead because it did not arrive; no row if it was dead or delivered before. */
export const BOUNCE = `
  WITH bounced AS (
    UPDATE payment_notification
       SET state = 'dead', reason = 'undelivered', last_error = $3, failed_over_at = NULL, ${NO_LEASE}, updated_at = now()
     WHERE id = $1 AND state IN ${sqlList(MESSAGE.bounceable)} AND delivered_at IS NULL
       AND NOT ${ERASED_MESSAGE} AND (external_id IS NULL OR $2::text IS NULL OR external_id = $2)
    RETURNING *),
  ${planDead("bounced")}
  SELECT * FROM bounced`

/** Marks a dead message as failed over; returns no row if it was marked before, or if it is not dead any more. */
export const MARK_FAILED_OVER = `
  UPDATE payment_notification SET failed_over_at = now()
   WHERE id = $1 AND state = 'dead' AND failed_over_at IS NULL
  RETURNING id`
