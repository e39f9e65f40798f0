import { TEST_FACT } from "../domain/test-fact"
import { DELIVERY, EVENT, MESSAGE, sqlList } from "./queues/states"

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
export const sets = (dimensions: readonly string[]): string =>
  `GROUPING SETS ((), ${dimensions.map((name) => `(${name})`).join(", ")})`

export const dimension = (dimensions: readonly string[]): string =>
  `CASE ${dimensions.map((name) => `WHEN grouping(${name}) = 0 THEN '${name}'`).join(" ")} ELSE 'overall' END AS dimension,
         CASE ${dimensions.map((name) => `WHEN grouping(${name}) = 0 THEN ${name}`).join(" ")} END AS value`

/** When the transition of a message's fact was written. A message without a transition counts from its attention item, or from itself. */
const MOVED_AT = `COALESCE(transition.created_at, attention.created_at, message.created_at)`
const MOVED_FROM = `LEFT JOIN payment_transition AS transition ON transition.id = message.payment_transition_id
           LEFT JOIN payment_attention AS attention ON attention.id = message.payment_attention_id`
const ACCOUNT = `COALESCE(record.account, attention.account) AS account`
const RECORD = `LEFT JOIN payment_record AS record ON record.id = message.payment_record_id`

const MESSAGE_DIMENSIONS = ["account", "fact", "channel", "provider", "locale"]

/** The rows of a count: those in one of these states, in none of them, or delivered. */
export type Counts = Readonly<Record<string, { readonly in?: readonly string[]; readonly notIn?: readonly string[] }>>

interface Source {
  readonly dimensions: readonly string[]
  /** Its rows with their dimensions, their state, and the seconds of those that are timed, where this condition holds. */
  readonly rows: (within: string) => string
  /** The time by which a row belongs to a span. */
  readonly at: string
  /** An empty condition counts what was delivered. */
  readonly counts: Counts
  /** The name of the duration in a report. */
  readonly duration: string
}

const states = (...names: string[]): Counts => Object.fromEntries(names.map((name) => [name, { in: [name] }]))

export const SOURCES = {
  /** Webhook events that were received in the spans, and the providers' answers to our questions. */
  events: {
    dimensions: ["account", "fact"],
    at: "event.received_at",
    rows: (within) => `
    SELECT event.account, event.fact, event.state, false AS delivered, event.state = 'processed' AS timed,
           extract(epoch FROM event.processed_at - event.received_at) AS seconds
      FROM payment_webhook_event AS event WHERE ${within}`,
    counts: { ...states("processed", "ignored", "quarantined", "dead"), waiting: { in: EVENT.open } },
    duration: "processing",
  },
  /**
   * Hand-overs that were begun in the spans. A resend that a person asked for is not timed: it does not show how fast messages go
   * out by themselves.
   */
  attempts: {
    dimensions: MESSAGE_DIMENSIONS,
    at: "attempt.started_at",
    rows: (within) => `
    SELECT ${ACCOUNT}, message.fact, message.channel, message.locale, attempt.provider_id AS provider, attempt.outcome AS state,
           false AS delivered, attempt.outcome = 'sent' AND attempt.actor_id IS NULL AS timed,
           extract(epoch FROM attempt.ended_at - ${MOVED_AT}) AS seconds
      FROM payment_notification_attempt AS attempt
           JOIN payment_notification AS message ON message.id = attempt.payment_notification_id
           ${RECORD}
           ${MOVED_FROM}
     WHERE ${within}`,
    counts: { ended: { in: ["sent", "failed", "unknown"] }, ...states("sent") },
    duration: "delivery",
  },
  /** Messages that were planned in the spans. */
  messages: {
    dimensions: MESSAGE_DIMENSIONS,
    at: "message.created_at",
    rows: (within) => `
    SELECT ${ACCOUNT}, message.fact, message.channel, message.locale, message.provider_id AS provider, message.state,
           message.delivered_at IS NOT NULL AS delivered, message.delivered_at IS NOT NULL AND message.resent_by IS NULL AS timed,
           extract(epoch FROM message.delivered_at - ${MOVED_AT}) AS seconds
      FROM payment_notification AS message
           ${RECORD}
           ${MOVED_FROM}
     WHERE ${within}`,
    counts: { planned: { notIn: ["suppressed"] }, ...states("suppressed", "sent", "dead"), delivered: {} },
    duration: "receipt",
  },
  /**
   * Deliveries to third parties that were planned in the spans, without tests. One that a person asked for again is not timed.
   */
  deliveries: {
    dimensions: ["destination"],
    at: "delivery.created_at",
    rows: (within) => `
    SELECT delivery.destination_id AS destination, delivery.state, false AS delivered,
           delivery.state = 'delivered' AND delivery.replayed_by IS NULL AS timed,
           extract(epoch FROM delivery.delivered_at - delivery.created_at) AS seconds
      FROM delivery WHERE fact <> '${TEST_FACT}' AND ${within}`,
    counts: { ...states("delivered", "dead", "canceled"), waiting: { in: DELIVERY.open } },
    duration: "callback",
  },
} satisfies Record<string, Source>

const count = ([name, { in: among, notIn }]: [string, Counts[string]]): string => {
  const condition = among ? `state IN ${sqlList(among)}` : notIn ? `state NOT IN ${sqlList(notIn)}` : "delivered"
  return `count(*) FILTER (WHERE ${condition})::int AS ${name}`
}

export type Figure = keyof typeof SOURCES

/** The rows of a figure in `spans` spans of time: [$1, $2), [$3, $4) … */
export function rowsOf(figure: Figure, spans: number): string {
  const { rows, at }: Source = SOURCES[figure]
  const within = Array.from({ length: spans }, (_, i) => `(${at} >= $${i * 2 + 1} AND ${at} < $${i * 2 + 2})`)
  return rows(`(${within.join(" OR ")})`)
}

/** The counts and durations of a figure in [$1, $2), from its rows themselves. */
export function countRows(figure: Figure): string {
  const { dimensions, counts, duration }: Source = SOURCES[figure]
  return `
  WITH counted AS (${rowsOf(figure, 1)})
  SELECT ${dimension(dimensions)},
         ${[...Object.entries(counts).map(count), spread(duration, "seconds", "timed")].join(",\n         ")}
    FROM counted GROUP BY ${sets(dimensions)}`
}

/**
 * The rows that are due now and since when, and those that wait for a person; `age` is null while nothing is due. Deliveries to a
 * destination that is paused or disabled wait, but are not due.
 */
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
    FROM payment_notification WHERE state IN ${sqlList(MESSAGE.open)}
  UNION ALL
  SELECT 'deliveries', count(*) FILTER (WHERE is_tried AND next_attempt_at <= now())::int,
         count(*)::int, extract(epoch FROM now() - min(next_attempt_at) FILTER (WHERE is_tried AND next_attempt_at <= now()))::float8,
         (SELECT count(*)::int FROM delivery WHERE state = 'dead'), 0
    FROM (SELECT delivery.next_attempt_at, destination.state = 'active' AND destination.deleted_at IS NULL AS is_tried
            FROM delivery JOIN delivery_destination AS destination ON destination.id = delivery.destination_id
           WHERE delivery.state IN ${sqlList(DELIVERY.open)}) AS waiting`

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
