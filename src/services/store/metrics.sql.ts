import { EVENT, MESSAGE, sqlList } from "./queues/states"

/** Mean and percentiles of a span in seconds, over the rows that pass `only`; null without any. */
const spread = (name: string, seconds: string, only: string): string =>
  [
    `count(*) FILTER (WHERE ${only})::int AS ${name}_count`,
    `avg(${seconds}) FILTER (WHERE ${only})::float8 AS ${name}_mean`,
    ...[50, 95, 99].map(
      (p) => `percentile_cont(${p / 100}) WITHIN GROUP (ORDER BY ${seconds}) FILTER (WHERE ${only})::float8 AS ${name}_p${p}`,
    ),
  ].join(",\n         ")

/** Each dimension by itself, and all together: a row belongs to the one column that is not grouped away. */
const sets = (dimensions: readonly string[]): string => `GROUPING SETS ((), ${dimensions.map((name) => `(${name})`).join(", ")})`

const dimension = (dimensions: readonly string[]): string =>
  `CASE ${dimensions.map((name) => `WHEN grouping(${name}) = 0 THEN '${name}'`).join(" ")} ELSE 'overall' END AS dimension,
         CASE ${dimensions.map((name) => `WHEN grouping(${name}) = 0 THEN ${name}`).join(" ")} END AS value`

/** When the transition of a message's fact was written. A message without a transition counts from its attention item, or from itself. */
const MOVED_AT = `COALESCE(transition.created_at, attention.created_at, message.created_at)`
const MOVED_FROM = `LEFT JOIN payment_transition AS transition ON transition.id = message.payment_transition_id
           LEFT JOIN payment_attention AS attention ON attention.id = message.payment_attention_id`
const ACCOUNT = `COALESCE(record.account, attention.account) AS account`
const RECORD = `LEFT JOIN payment_record AS record ON record.id = message.payment_record_id`

const MESSAGE_DIMENSIONS = ["account", "fact", "channel", "provider", "locale"]
const EVENT_DIMENSIONS = ["account", "fact"]

/**
 * Hand-overs that were begun in [$1, $2). A resend that a person asked for is not timed: it does not show how fast messages go
 * out by themselves.
 */
export const ATTEMPTS = `
  WITH attempt AS (
    SELECT ${ACCOUNT}, message.fact, message.channel, message.locale, attempt.provider_id AS provider, attempt.outcome,
           attempt.outcome = 'sent' AND attempt.actor_id IS NULL AS timed,
           extract(epoch FROM attempt.ended_at - ${MOVED_AT}) AS seconds
      FROM payment_notification_attempt AS attempt
           JOIN payment_notification AS message ON message.id = attempt.payment_notification_id
           ${RECORD}
           ${MOVED_FROM}
     WHERE attempt.started_at >= $1 AND attempt.started_at < $2)
  SELECT ${dimension(MESSAGE_DIMENSIONS)},
         count(*) FILTER (WHERE outcome IN ('sent', 'failed', 'unknown'))::int AS ended,
         count(*) FILTER (WHERE outcome = 'sent')::int AS sent,
         ${spread("delivery", "seconds", "timed")}
    FROM attempt GROUP BY ${sets(MESSAGE_DIMENSIONS)}`

/** Messages that were planned in [$1, $2). */
export const MESSAGES = `
  WITH message AS (
    SELECT ${ACCOUNT}, message.fact, message.channel, message.locale, message.provider_id AS provider, message.state,
           message.delivered_at,
           extract(epoch FROM message.delivered_at - ${MOVED_AT}) AS seconds,
           message.delivered_at IS NOT NULL AND message.resent_by IS NULL AS timed
      FROM payment_notification AS message
           ${RECORD}
           ${MOVED_FROM}
     WHERE message.created_at >= $1 AND message.created_at < $2)
  SELECT ${dimension(MESSAGE_DIMENSIONS)},
         count(*) FILTER (WHERE state <> 'suppressed')::int AS planned,
         count(*) FILTER (WHERE state = 'suppressed')::int AS suppressed,
         count(*) FILTER (WHERE state = 'sent')::int AS sent,
         count(*) FILTER (WHERE state = 'dead')::int AS dead,
         count(*) FILTER (WHERE delivered_at IS NOT NULL)::int AS delivered,
         ${spread("receipt", "seconds", "timed")}
    FROM message GROUP BY ${sets(MESSAGE_DIMENSIONS)}`

/** Webhook events that were received in [$1, $2), and the providers' answers to our questions in that span. */
export const EVENTS = `
  WITH event AS (
    SELECT account, fact, state, extract(epoch FROM processed_at - received_at) AS seconds
      FROM payment_webhook_event WHERE received_at >= $1 AND received_at < $2)
  SELECT ${dimension(EVENT_DIMENSIONS)},
         ${["processed", "ignored", "quarantined", "dead"].map((state) => `count(*) FILTER (WHERE state = '${state}')::int AS ${state}`).join(", ")},
         count(*) FILTER (WHERE state IN ${sqlList(EVENT.open)})::int AS waiting,
         ${spread("processing", "seconds", "state = 'processed'")}
    FROM event GROUP BY ${sets(EVENT_DIMENSIONS)}`

/** The rows that are due now and since when, and those that wait for a person; `age` is null while nothing is due. */
export const BACKLOG = `
  SELECT 'events' AS queue, count(*) FILTER (WHERE next_attempt_at <= now())::int AS due,
         count(*)::int AS waiting, extract(epoch FROM now() - min(next_attempt_at) FILTER (WHERE next_attempt_at <= now()))::float8 AS age,
         (SELECT count(*)::int FROM payment_webhook_event WHERE state = 'dead') AS dead,
         (SELECT count(*)::int FROM payment_webhook_event WHERE state = 'quarantined') AS quarantined
    FROM payment_webhook_event WHERE state IN ${sqlList(EVENT.open)}
  UNION ALL
  SELECT 'notifications', count(*) FILTER (WHERE next_attempt_at <= now())::int,
         count(*)::int, extract(epoch FROM now() - min(next_attempt_at) FILTER (WHERE next_attempt_at <= now()))::float8,
         (SELECT count(*)::int FROM payment_notification WHERE state = 'dead'), 0
    FROM payment_notification WHERE state IN ${sqlList(MESSAGE.open)}`

/**
 * Attempts of the current day, by channel, outcome and delivery time since the fact's transition, where it is timed: `slot` is
 * the number of bounds it exceeds. $1 holds the bounds negated, in ascending order: `width_bucket` excludes the bound that
 * Prometheus includes.
 */
export const ATTEMPT_TOTALS = `
  WITH attempt AS (
    SELECT message.channel, attempt.outcome,
           CASE WHEN attempt.outcome = 'sent' AND attempt.actor_id IS NULL
                THEN extract(epoch FROM attempt.ended_at - ${MOVED_AT})::float8 END AS seconds
      FROM payment_notification_attempt AS attempt
           JOIN payment_notification AS message ON message.id = attempt.payment_notification_id
           ${MOVED_FROM}
     WHERE attempt.started_at >= date_trunc('day', now(), 'UTC') AND attempt.outcome IS NOT NULL)
  SELECT channel, outcome, cardinality($1::float8[]) - width_bucket(-seconds, $1::float8[]) AS slot,
         count(*)::float8 AS n, COALESCE(sum(seconds), 0)::float8 AS seconds
    FROM attempt GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`
