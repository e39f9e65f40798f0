/** Failures in a row that open a destination's breaker. */
export const OPENS_AFTER = 5

/** The first pause of an open breaker; it doubles with each probe that fails. */
const FIRST_PAUSE_SECONDS = 5
const LONGEST_PAUSE_SECONDS = 900

/** Up to a tenth more or less, so that what failed together does not come back together. */
const jittered = (seconds: string): string => `now() + make_interval(secs => (${seconds}) * (0.9 + random() * 0.2))`

/**
 * The expressions that count the recorded outcomes of a destination $2 for its breaker, from the CTEs `recorded` and `outcome`. One
 * success closes it. Failures of deliveries that were on their way when it opened do not open it wider: only its probe's does. What is
 * given up is counted in the same statement, so that no crash hides it from the merchant. A destination that works is not written to.
 */
export const BREAKER = `summary AS (
    SELECT count(*) FILTER (WHERE outcome.state = 'delivered')::int AS delivered,
           count(*) FILTER (WHERE outcome."isFailure")::int AS failed,
           COALESCE(bool_or(outcome."isProbe"), false) AS probed,
           COALESCE(bool_or(outcome."isProbe" AND outcome."isFailure"), false) AS probe_failed,
           COALESCE(bool_or(outcome."isGone"), false) AS gone,
           count(*) FILTER (WHERE outcome.state = 'dead' AND NOT outcome."isGone" AND recorded.missed)::int AS lost
      FROM recorded JOIN outcome USING (id)),
  judged AS (
    UPDATE delivery_destination AS destination
       SET consecutive_failures = CASE
             WHEN delivered > 0 THEN 0
             WHEN opened_until IS NULL THEN LEAST(consecutive_failures + failed, ${OPENS_AFTER})
             ELSE consecutive_failures + probe_failed::int END,
           failing_since = CASE WHEN delivered > 0 THEN NULL WHEN failed > 0 THEN COALESCE(failing_since, now()) ELSE failing_since END,
           opened_until = CASE
             WHEN delivered > 0 THEN NULL
             WHEN opened_until IS NULL AND consecutive_failures + failed >= ${OPENS_AFTER}
               THEN ${jittered(String(FIRST_PAUSE_SECONDS))}
             WHEN probe_failed THEN ${jittered(
               `LEAST(${LONGEST_PAUSE_SECONDS}, ${FIRST_PAUSE_SECONDS} * 2 ^ LEAST(consecutive_failures + 1 - ${OPENS_AFTER}, 20))`,
             )}
             ELSE opened_until END,
           probing_until = CASE WHEN delivered > 0 OR probed THEN NULL ELSE probing_until END,
           noticed_percent = CASE WHEN delivered > 0 THEN 0 ELSE noticed_percent END,
           state = CASE WHEN gone THEN 'disabled' ELSE destination.state END,
           disabled_reason = CASE WHEN gone THEN 'gone' ELSE disabled_reason END,
           disabled_at = CASE WHEN gone THEN now() ELSE disabled_at END,
           version = version + gone::int, given_up = given_up + lost, updated_at = now()
      FROM summary
     WHERE destination.id = $2 AND (failed > 0 OR probed OR gone OR lost > 0 OR (delivered > 0 AND failing_since IS NOT NULL)))`
