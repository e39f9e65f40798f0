import { dimension, rowsOf, SOURCES, type Figure } from "./metrics.sql"
import { DELIVERY, sqlList } from "./queues/states"

/**
 * The order of magnitude of a duration: ten to a factor of ten. Durations of a lower slot are shorter than those of a higher one, so
 * that the counts of the slots lead to the one that holds a percentile. -1 holds rows that are timed and have no duration.
 */
const SLOT = `CASE WHEN timed AND seconds IS NULL THEN -1
            WHEN timed THEN floor(10 * log(greatest(seconds * 1000000, 1)::float8))::int END`

/** Rows with the same dimension, value, state and slot, in `spans` spans. The sum of seconds is exact, and so are the durations. */
export function cellsOf(figure: Figure, spans: number): string {
  const { dimensions } = SOURCES[figure]
  const sets = ["", ...dimensions.map((name) => `${name}, `)].map((name) => `(${name}state, delivered, slot)`)
  return `
  WITH counted AS (
    SELECT *, ${SLOT} AS slot, (seconds * 1000000)::bigint AS duration FROM (${rowsOf(figure, spans)}) AS source)
  SELECT ${dimension(dimensions)}, state, delivered, slot, count(*)::int AS n,
         sum(seconds) FILTER (WHERE timed) AS seconds, array_agg(duration ORDER BY duration) FILTER (WHERE timed AND duration IS NOT NULL) AS durations
    FROM counted GROUP BY GROUPING SETS (${sets.join(", ")})`
}

/**
 * Settings with which a day is counted. Its rows are few among those of years: they are found by their index, and so is what belongs to
 * each. PostgreSQL takes it for cheaper to read every payment there is, as long as these are some ten thousand.
 */
export const ROW_BY_ROW = { enable_seqscan: "off", enable_hashjoin: "off", enable_mergejoin: "off" } as const

/** Adds the cells of the figure $3 and the day $4, which is the span [$1, $2). */
export const rollUp = (figure: Figure): string => `
  INSERT INTO payment_metric_cell (day, figure, dimension, value, state, delivered, slot, n, seconds, durations)
  SELECT $4::date, $3::text, cell.* FROM (${cellsOf(figure, 1)}) AS cell`

/** The day of a moment, in UTC. */
const dayOf = (moment: string): string => `(${moment} AT TIME ZONE 'UTC')::date`

/**
 * A transaction writes its beginning as `updated_at`, and shows its rows when it ends. None lasts longer: a worker that holds a
 * payment's lock is cut off after minutes.
 */
export const LONGEST_TRANSACTION = "15 minutes"

/**
 * Days of rows that were written since this moment. Each statement that changes what a report counts writes `updated_at` of the event
 * or of the attempt's message. Open deliveries are few, and have no index by that time: it would be written at each attempt.
 */
export const changedDays = (since: string): string => `
  SELECT ${dayOf("received_at")} AS day FROM payment_webhook_event WHERE updated_at >= ${since}
  UNION SELECT ${dayOf("created_at")} FROM payment_notification WHERE updated_at >= ${since}
  UNION SELECT ${dayOf("attempt.started_at")} FROM payment_notification AS message
          JOIN payment_notification_attempt AS attempt ON attempt.payment_notification_id = message.id
         WHERE message.updated_at >= ${since}
  UNION SELECT ${dayOf("created_at")} FROM delivery WHERE state IN ${sqlList(DELIVERY.ended)} AND updated_at >= ${since}
  UNION SELECT ${dayOf("created_at")} FROM delivery WHERE state IN ${sqlList(DELIVERY.open)} AND updated_at >= ${since}`

/**
 * The lock of the counted days. Whoever counts days, forgets some, or deletes rows that they are made of takes it before any row: two
 * that took rows in different orders would end each other, and a day that is counted between the look at its rows and the commit that
 * deletes them would keep the old figures.
 */
export const DAYS_LOCK = "payment-notification-metrics"

/** Forgets the days of rows that are about to be deleted; the next sweep counts what is left of them. */
export const FORGET_DAYS = {
  payment_webhook_event: `
    DELETE FROM payment_metric_day WHERE day IN (
      SELECT ${dayOf("received_at")} FROM payment_webhook_event WHERE id = ANY ($1))`,
  payment_notification: `
    DELETE FROM payment_metric_day WHERE day IN (
      SELECT ${dayOf("created_at")} FROM payment_notification WHERE id = ANY ($1)
      UNION SELECT ${dayOf("started_at")} FROM payment_notification_attempt WHERE payment_notification_id = ANY ($1))`,
  delivery: `
    DELETE FROM payment_metric_day WHERE day IN (SELECT ${dayOf("created_at")} FROM delivery WHERE id = ANY ($1))`,
} as const

/** The cells of the rows in `spans` spans, for a report: their durations are text, which it hands to `AT_PLACES` as it is. */
export const liveCells = (figure: Figure, spans: number): string => `
  SELECT dimension, value, state, delivered, slot, n, seconds::text AS seconds, durations::text AS durations
    FROM (${cellsOf(figure, spans)}) AS cell`

/** The cells of the days $1, added up; the durations stay where they are. */
export const ADDED_UP = `
  SELECT figure, dimension, value, state, delivered, slot, sum(n)::int AS n, sum(seconds)::text AS seconds
    FROM payment_metric_cell WHERE day = ANY ($1::date[])
   GROUP BY figure, dimension, value, state, delivered, slot`

/** Means as PostgreSQL rounds them: $1 is a list of { i, n, parts }, and the parts are sums of seconds. */
export const MEANS = `
  SELECT i, ((SELECT sum(part::numeric) FROM json_array_elements_text(parts) AS part) / n)::float8 AS mean
    FROM json_to_recordset($1) AS row(i int, n int, parts json)`

/**
 * The days that are over and not counted yet, newest first: of the last $1 days, and none before the first row; at most $2. Days whose
 * rows have just changed are left alone until they are quiet: a report would read their rows all the same, and days that change all
 * the time would keep older ones from being counted at all.
 */
export const MISSING_DAYS = `
  SELECT past.day::date::text AS day
    FROM generate_series(${dayOf("now()")} - $1::int, ${dayOf("now()")} - 1, interval '1 day') AS past (day)
   WHERE past.day >= ${dayOf(`LEAST((SELECT min(received_at) FROM payment_webhook_event), (SELECT min(created_at) FROM payment_notification), (SELECT min(created_at) FROM delivery))`)}
     AND NOT EXISTS (SELECT FROM payment_metric_day AS known WHERE known.day = past.day::date)
     AND past.day::date NOT IN (
       SELECT changed.day FROM (${changedDays(`now() - interval '${LONGEST_TRANSACTION}'`)}) AS changed WHERE changed.day IS NOT NULL)
   ORDER BY 1 DESC LIMIT $2`
