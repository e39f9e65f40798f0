import { factsOfRaised, factsOfResolved, planFacts } from "./delivery-plan.sql"
import type { PaymentAttention } from "./entities"

/** The columns that a new item brings, after its id, its data and whether it is news. */
export const RAISED_COLUMNS = [
  "kind",
  "subject_key",
  "account",
  "payment_record_id",
  "webhook_event_id",
  "payment_session_id",
  "provider_payment_id",
  "cart_id",
  "order_id",
  "amount",
  "currency_code",
  "detail",
  "due_by",
] as const satisfies ReadonlyArray<keyof PaymentAttention>

/** The columns that change when an item is reopened: its former event is closed, or is less than the one that came now. */
const RENEWED = ["webhook_event_id", "payment_record_id", "amount", "currency_code"] as const satisfies ReadonlyArray<
  keyof PaymentAttention
>

/**
 * True for a resolved item that may come up again: it was superseded, or it was accepted and more money is quarantined now. Only
 * a loss that was accepted is recorded once and for all. `$3`: there is news that nobody decided about. The quarantined event reports
 * a capture, and the item that was dismissed or refunded was about the authorization or another part; or a difference is new.
 */
const REOPENS = `(payment_attention.resolution = 'superseded'
  OR (payment_attention.resolution = 'accepted' AND payment_attention.kind <> 'capture_reversed')
  OR ($3 AND payment_attention.resolution IN ('dismissed', 'refunded')))`

/** Open for an authorization that is captured now: it would be refunded, no longer voided. */
const RENEWS = `(${REOPENS} OR ($3 AND payment_attention.state = 'open' AND payment_attention.data->>'fact' = 'payment.authorized'))`

/** An item that is decided, or is being decided, keeps the data it was decided about. */
const KEEPS = `(payment_attention.state = 'deciding' OR (payment_attention.state = 'resolved' AND NOT COALESCE(${REOPENS}, false)))`

/** Puts an item up, or renews the one of the same kind and subject. `$3`: it is news. */
export const RAISE = `
  WITH written AS (INSERT INTO payment_attention (id, data, ${RAISED_COLUMNS.join(", ")})
  VALUES ($1, $2, ${RAISED_COLUMNS.map((_, index) => `$${index + 4}`).join(", ")})
  ON CONFLICT (kind, subject_key) DO UPDATE
    SET detail = CASE WHEN ${KEEPS} THEN payment_attention.detail ELSE EXCLUDED.detail END,
        data = CASE WHEN ${KEEPS} THEN payment_attention.data ELSE EXCLUDED.data END, due_by = COALESCE(EXCLUDED.due_by, payment_attention.due_by),
        order_id = COALESCE(EXCLUDED.order_id, payment_attention.order_id), updated_at = now(),
        state = CASE WHEN ${REOPENS} THEN 'open' ELSE payment_attention.state END,
        resolved_at = CASE WHEN ${REOPENS} THEN NULL ELSE payment_attention.resolved_at END,
        announced_at = CASE WHEN ${REOPENS} THEN NULL ELSE payment_attention.announced_at END,
        ${RENEWED.map((column) => `${column} = CASE WHEN ${RENEWS} THEN EXCLUDED.${column} ELSE payment_attention.${column} END`).join(", ")},
        resolution = CASE WHEN ${REOPENS} THEN NULL ELSE payment_attention.resolution END
  RETURNING *, xmax = 0 AS is_new),
  fact AS (${factsOfRaised("written")}),
  planned AS (${planFacts()})
  SELECT * FROM written`

/** Takes the open item $1 for a decision; with $2, only as it was then. */
export const TAKE = `
  UPDATE payment_attention SET state = 'deciding', updated_at = now()
   WHERE id = $1 AND state = 'open' AND ($2::timestamptz IS NULL OR date_trunc('milliseconds', updated_at) = $2)`

/**
 * Closes the item $1 as $2, and writes the decision $3 with what it was and who made it; with $9, only while it is about that event.
 * Returns a row if it was not closed before.
 */
export const RESOLVE = `
  WITH resolved AS (
    UPDATE payment_attention SET state = 'resolved', resolution = $2, resolved_at = now(), updated_at = now()
     WHERE id = $1 AND (state = 'open' OR (state = 'deciding' AND $2 <> 'superseded'))
       AND ($9::text IS NULL OR webhook_event_id = $9)
    RETURNING *),
  decided AS (
    INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, note, amount, outcome, detail)
    SELECT $3, id, $4, $5, $6, $7::bigint, 'done', $8 FROM resolved),
  fact AS (${factsOfResolved("resolved")}),
  planned AS (${planFacts()})
  SELECT id FROM resolved`

/** The items that an event about one payment brought up, with the event's present state. */
export const ABOUT_PAYMENT = `
  SELECT item.*, event.state AS event_state FROM payment_attention AS item
    LEFT JOIN payment_webhook_event AS event ON event.id = item.webhook_event_id
   WHERE item.webhook_event_id IS NOT NULL
     AND (item.payment_session_id = $1 OR (item.account = $2 AND item.provider_payment_id = $3))
   ORDER BY item.created_at`
