import { ERASURE_ID } from "../domain/erased"
import { EVENT, MESSAGE, sqlList, WAITS_FOR_PAYMENT } from "./queues/states"

const marked = (column: string) => `starts_with(COALESCE(${column} ->> 'erased', ''), '${ERASURE_ID}_')`

/** Columns without a table's name: for statements with one table. */
export const ERASED_EVENT = `(body IS NULL AND ${marked("payload")})`
export const ERASED_MESSAGE = marked("data")

const ERASED_FINDING = marked("finding.theirs")

/** Nobody has to read the event again: neither its own retry, nor a payment it waits for, nor a decision, nor a repair. */
const FINISHED_EVENT = `
  (event.state IN ${sqlList(EVENT.done)}
   AND COALESCE(event.reason, '') NOT IN ${sqlList([...WAITS_FOR_PAYMENT.ignored, ...WAITS_FOR_PAYMENT.processed])}
   AND NOT EXISTS (SELECT FROM payment_attention AS item WHERE item.webhook_event_id = event.id AND item.state <> 'resolved')
   AND NOT EXISTS (
     SELECT FROM reconciliation_finding AS finding WHERE finding.webhook_event_id = event.id AND finding.state <> 'repaired'))`

/**
 * Nothing will send, replace or plan the message again. A second planning finds the first by its recipient: without it, the
 * person would be notified twice.
 */
const FINISHED_MESSAGE = `
  (message.state IN ${sqlList(MESSAGE.ended)}
   AND (message.state <> 'dead' OR message.failed_over_at IS NOT NULL)
   AND NOT EXISTS (
     SELECT FROM payment_transition AS step WHERE step.id = message.payment_transition_id AND step.notified_at IS NULL)
   AND NOT EXISTS (
     SELECT FROM payment_attention AS item
      WHERE item.id = message.payment_attention_id AND (item.announced_at IS NULL OR item.state <> 'resolved')))`

/** A dry run's finding keeps its state. */
const FINISHED_FINDING = `
  (finding.state = 'repaired' OR EXISTS (
     SELECT FROM reconciliation_run AS run WHERE run.id = finding.reconciliation_run_id AND run.dry_run AND run.state <> 'running'))`

/** Rows of `select`s that each have an index: with an OR between their conditions, PostgreSQL reads the whole table. */
const anyOf = (...selects: readonly string[]): string => `id = ANY (ARRAY(${selects.join("\n    UNION ")}))`

/** The payments of orders $1, carts $2 and sessions $3. */
export const RECORDS = `
  SELECT id FROM payment_record WHERE order_id = ANY ($1)
  UNION SELECT id FROM payment_record WHERE cart_id = ANY ($2)
  UNION SELECT id FROM payment_record WHERE payment_session_id = ANY ($3)`

/** The attention items about orders $1, carts $2, sessions $3 and payments $4. */
export const ITEMS = `
  SELECT id FROM payment_attention WHERE order_id = ANY ($1)
  UNION SELECT id FROM payment_attention WHERE cart_id = ANY ($2)
  UNION SELECT id FROM payment_attention WHERE payment_session_id = ANY ($3)
  UNION SELECT id FROM payment_attention WHERE payment_record_id = ANY ($4)`

/**
 * Messages to customers $1, to addresses $2 and telephones $3, and about payments $4 and items $5. A shared address or telephone
 * does not make another customer's message the person's, unless ($6) the address itself is to be erased.
 */
export const MESSAGES = `
  SELECT id, attempts, ${FINISHED_MESSAGE} AS finished, ${ERASED_MESSAGE} AS erased FROM payment_notification AS message
   WHERE ${anyOf(
     "SELECT id FROM payment_notification WHERE customer_id = ANY ($1)",
     "SELECT id FROM payment_notification WHERE payment_record_id = ANY ($4)",
     "SELECT id FROM payment_notification WHERE payment_attention_id = ANY ($5)",
     `SELECT id FROM payment_notification
       WHERE audience = 'customer' AND lower(recipient) = ANY ($2) AND ($6 OR customer_id IS NULL)`,
     "SELECT id FROM payment_notification WHERE audience = 'customer' AND recipient = ANY ($3) AND customer_id IS NULL",
   )}
   ORDER BY id`

/** Events that name the provider's payment of the records that `condition` finds, and perhaps nothing else of ours. */
const namedBy = (condition: string): string => `
    SELECT event.id FROM payment_record AS record
      JOIN payment_webhook_event AS event
        ON event.provider_payment_id = record.provider_payment_id AND event.account = record.account
     WHERE record.${condition}`

/**
 * Events about payments $1, sessions $2 and items $3, also those that name the provider's payment only. What the provider said of
 * a saved payment method is found by the messages $4 that followed it, among all such events of the account.
 */
export const EVENTS = `
  SELECT id, ${FINISHED_EVENT} AS finished FROM payment_webhook_event AS event
   WHERE ${anyOf(
     "SELECT id FROM payment_webhook_event WHERE payment_record_id = ANY ($1)",
     "SELECT id FROM payment_webhook_event WHERE payment_session_id = ANY ($2)",
     namedBy("id = ANY ($1)"),
     namedBy("payment_session_id = ANY ($2)"),
     "SELECT webhook_event_id FROM payment_attention WHERE id = ANY ($3) AND webhook_event_id IS NOT NULL",
     `SELECT event.id FROM payment_notification AS message
        JOIN payment_webhook_event AS event
          ON event.account = split_part(message.subject, ':', 1) AND event.fact LIKE 'payment_method.%'
         AND strpos(event.payload::text, '"' || split_part(message.subject, ':', 2) || '"') > 0
       WHERE message.id = ANY ($4) AND message.fact = 'payment_method.expiring'`,
   )}
     AND NOT ${ERASED_EVENT}
   ORDER BY id`

/** Findings of reconciliation about payments $1 and sessions $2. */
export const FINDINGS = `
  SELECT id, ${FINISHED_FINDING} AS finished FROM reconciliation_finding AS finding
   WHERE ${anyOf(
     "SELECT id FROM reconciliation_finding WHERE payment_record_id = ANY ($1)",
     "SELECT id FROM reconciliation_finding WHERE payment_session_id = ANY ($2)",
   )}
     AND NOT ${ERASED_FINDING}
   ORDER BY id`

export const EMPTY_EVENTS = `
  UPDATE payment_webhook_event AS event SET body = NULL, headers = '{}', payload = $2
   WHERE id = ANY ($1) AND ${FINISHED_EVENT} AND NOT ${ERASED_EVENT}`

export const EMPTY_FINDINGS = `
  UPDATE reconciliation_finding AS finding SET theirs = $2 WHERE id = ANY ($1) AND ${FINISHED_FINDING} AND NOT ${ERASED_FINDING}`

/** Locked until the commit: neither a receipt nor a person's resend comes in between. */
export const LOCK_MESSAGES = `
  SELECT id, audience, recipient, attempts FROM payment_notification AS message
   WHERE id = ANY ($1) AND ${FINISHED_MESSAGE} AND NOT ${ERASED_MESSAGE}
   ORDER BY id FOR UPDATE`

/** Leaves `updated_at`, from which retention counts. */
export const EMPTY_MESSAGES = `
  UPDATE payment_notification AS message
     SET recipient = row.recipient, customer_id = NULL, data = $2, last_error = NULL
    FROM json_to_recordset($1) AS row(id text, recipient text)
   WHERE message.id = row.id`

export const EMPTY_ATTEMPTS = `UPDATE payment_notification_attempt SET error = NULL WHERE payment_notification_id = ANY ($1)`
