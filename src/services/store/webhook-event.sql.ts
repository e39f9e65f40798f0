import { CRASHED } from "../queue/crashed"
import type { WebhookEvent } from "./entities"
import { NO_LEASE } from "./queues/lease"
import { EVENT, sqlList, WAITS_FOR_PAYMENT } from "./queues/states"

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

/**
 * Writes the outcome of an attempt, while its lease holds, and marks the transitions $11 that it has announced. Ids and the fact stay as they are where the attempt does not know them.
 * Any outcome of the work itself ends the row of lapsed leases.
 */
export const COMPLETE = `
  WITH announced AS (UPDATE payment_transition SET announced_at = now() WHERE id = ANY ($11))
  UPDATE payment_webhook_event
     SET state = $3, reason = $4, last_error = $5, ${NO_LEASE}, updated_at = now(),
         next_attempt_at = now() + make_interval(secs => $6),
         processed_at = CASE WHEN $3 IN ${sqlList(EVENT.done)} THEN now() END,
         payment_record_id = COALESCE($7, payment_record_id),
         payment_session_id = COALESCE($8, payment_session_id),
         provider_payment_id = COALESCE($9, provider_payment_id),
         fact = COALESCE($10, fact),
         lapsed_leases = CASE WHEN $4 = '${CRASHED}' THEN lapsed_leases ELSE 0 END
   WHERE id = $1 AND lease_token = $2`

/** Quarantined events without an unresolved attention item: none of their own, none of these kinds, none of another channel's order. */
export const QUARANTINED_UNSEEN = `
  SELECT id FROM payment_webhook_event AS event
   WHERE state = 'quarantined' AND updated_at < now() - make_interval(secs => $1)
     AND NOT EXISTS (
       SELECT FROM payment_attention AS item WHERE item.state <> 'resolved' AND item.webhook_event_id = event.id)
     AND NOT EXISTS (
       SELECT FROM payment_attention AS item
        WHERE item.state <> 'resolved' AND item.kind = ANY ($3) AND item.payment_session_id = event.payment_session_id
          AND COALESCE(item.provider_payment_id = event.provider_payment_id, true))
     AND NOT EXISTS (
       SELECT FROM payment_attention AS item
        WHERE item.state <> 'resolved' AND item.kind = 'foreign_order' AND item.account = event.account
          AND item.provider_payment_id = event.provider_payment_id)
   ORDER BY updated_at LIMIT $2`

/** The other quarantined events about the provider payment $2 of the session $1; with $4, those quarantined before that moment. */
export const QUARANTINED_BESIDE = `
  SELECT id, fact FROM payment_webhook_event
   WHERE state = 'quarantined' AND payment_session_id = $1 AND provider_payment_id IS NOT DISTINCT FROM $2 AND id <> $3
     AND ($4::timestamptz IS NULL OR updated_at < $4)`

const MONEY = sqlList(["payment.authorized", "payment.captured"])

const UNRESOLVED = sqlList(["received", "processing", "failed", "dead", "quarantined"])

/** Ids of a table's rows of the account $1 with the provider payment $2 or the session $3; each is looked for by its own index. */
const named = (table: string): string => `
    SELECT id FROM ${table} WHERE account = $1 AND provider_payment_id = $2
    UNION
    SELECT id FROM ${table} WHERE account = $1 AND payment_session_id = $3`

/**
 * Reports of money that no order could take yet, of the account $1, the provider payment $2 or the session $3. An item counts for
 * itself too: its event may be pruned, and only the item shows that a person has dismissed the money. What the event $4 says itself is
 * not known from elsewhere: it would be known while the event is worked on, and no more once it is done.
 */
export const KNOWN_MONEY = `
  SELECT true AS open, fact, occurred_at, NULL AS amount, NULL AS currency
    FROM payment_webhook_event
   WHERE state IN ${UNRESOLVED} AND fact IN ${MONEY} AND id IS DISTINCT FROM $4
     AND id = ANY (ARRAY(${named("payment_webhook_event")}))
  UNION ALL
  SELECT state <> 'resolved', data->>'fact', NULL, amount::text, currency_code
    FROM payment_attention
   WHERE data->>'fact' IN ${MONEY} AND (state <> 'resolved' OR resolution = 'dismissed')
     AND webhook_event_id IS DISTINCT FROM $4
     AND id = ANY (ARRAY(${named("payment_attention")}))`

/** Requeues events that were ignored because no money of their payment was known, of the account $1, the payment $2, the session $3. */
export const WAKE_UNTIED = `
  UPDATE payment_webhook_event
     SET state = 'received', reason = NULL, next_attempt_at = now(), processed_at = NULL, updated_at = now()
   WHERE reason IN ${sqlList(WAITS_FOR_PAYMENT.ignored)} AND state IN ${sqlList(EVENT.done)}
     AND id = ANY (ARRAY(${named("payment_webhook_event")}))`
