import { EVENT, sqlList } from "./queues/states"

/** An unrepaired finding of the same payment under the same words; by each of its ids in turn. */
export const SAME = `
  SELECT finding.id, finding.state FROM (
    SELECT * FROM reconciliation_finding WHERE payment_session_id = $3
    UNION ALL
    SELECT * FROM reconciliation_finding WHERE provider_payment_id = $4) AS finding
    JOIN reconciliation_run AS run ON run.id = reconciliation_run_id AND NOT run.dry_run
   WHERE finding.account = $1 AND finding.detail = $2 AND finding.state <> 'repaired'
   LIMIT 1`

export const INSERT = `
  INSERT INTO reconciliation_finding
    (id, reconciliation_run_id, account, payment_session_id, payment_record_id, provider_payment_id, detail, ours, theirs, differs_since)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`

/**
 * Findings whose event is finished or never came, and those in review whose payment has changed since. Reports of dry runs stay as they
 * are.
 */
export const OPEN = `
  SELECT finding.*, event.state AS event_state, event.reason AS event_reason, event.last_error AS event_error
    FROM reconciliation_finding AS finding
    JOIN reconciliation_run AS run ON run.id = reconciliation_run_id AND NOT run.dry_run
    LEFT JOIN payment_webhook_event AS event ON event.id = finding.webhook_event_id
   WHERE finding.state <> 'repaired' AND CASE
           WHEN finding.state = 'in_review' THEN EXISTS (
             SELECT FROM payment_record AS payment
              WHERE payment.payment_session_id = finding.payment_session_id AND payment.updated_at > finding.updated_at)
           WHEN event.id IS NULL THEN finding.created_at < now() - interval '10 minutes'
           ELSE event.state NOT IN ${sqlList(EVENT.open)} END
   ORDER BY finding.created_at
   LIMIT $1`
