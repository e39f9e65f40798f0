import type { WebhookEvent } from "./entities"
import { NO_LEASE } from "./queues/lease"
import { EVENT, sqlList } from "./queues/states"

/** The columns that intake writes, with their PostgreSQL types. */
export const INSERTED = {
  id: "text",
  account: "text",
  provider: "text",
  event_id: "text",
  type: "text",
  source: "text",
  body: "bytea",
  headers: "json",
  payload: "json",
  state: "text",
  reason: "text",
  last_error: "text",
  occurred_at: "timestamptz",
  received_at: "timestamptz",
} as const satisfies Partial<Record<keyof WebhookEvent, string>>

export const INSERTED_COLUMNS = Object.keys(INSERTED) as Array<keyof typeof INSERTED>

/** One array per column, whatever the number of rows: the statement stays the same. */
export const INSERT = `
  INSERT INTO payment_webhook_event (${INSERTED_COLUMNS.join(", ")}, processed_at, give_up_at)
  SELECT ${INSERTED_COLUMNS.join(", ")}, CASE WHEN state = 'ignored' THEN now() END, now() + make_interval(secs => $1)
    FROM unnest(${INSERTED_COLUMNS.map((column, index) => `$${index + 2}::${INSERTED[column]}[]`).join(", ")})
      AS event (${INSERTED_COLUMNS.join(", ")})
  ON CONFLICT (account, event_id) DO NOTHING
  RETURNING id`

/** Writes the outcome of an attempt, while its lease holds. Ids and the fact stay as they are where the attempt does not know them. */
export const COMPLETE = `
  UPDATE payment_webhook_event
     SET state = $3, reason = $4, last_error = $5, ${NO_LEASE}, updated_at = now(),
         next_attempt_at = now() + make_interval(secs => $6),
         processed_at = CASE WHEN $3 IN ${sqlList(EVENT.done)} THEN now() END,
         payment_record_id = COALESCE($7, payment_record_id),
         payment_session_id = COALESCE($8, payment_session_id),
         provider_payment_id = COALESCE($9, provider_payment_id),
         fact = COALESCE($10, fact)
   WHERE id = $1 AND lease_token = $2`

/** Quarantined events without an unresolved attention item. */
export const QUARANTINED_UNSEEN = `
  SELECT id FROM payment_webhook_event AS event
   WHERE state = 'quarantined' AND updated_at < now() - make_interval(secs => $1)
     AND NOT EXISTS (
       SELECT FROM payment_attention AS item
        WHERE item.state <> 'resolved'
          AND (item.webhook_event_id = event.id
               OR (item.kind = ANY ($3) AND item.payment_session_id = event.payment_session_id
                   AND COALESCE(item.provider_payment_id = event.provider_payment_id, true))))
   ORDER BY updated_at LIMIT $2`
