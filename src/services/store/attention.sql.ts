import type { PaymentAttention } from "./entities"

/** The columns that a new item brings, after its id, its data and whether it is a new capture. */
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
 * a loss that was accepted is recorded once and for all. `$3`: the quarantined event reports a capture that nobody decided about,
 * since the item that was dismissed or refunded was about the authorization, or about another part.
 */
const REOPENS = `(payment_attention.resolution = 'superseded'
  OR (payment_attention.resolution = 'accepted' AND payment_attention.kind <> 'capture_reversed')
  OR ($3 AND payment_attention.resolution IN ('dismissed', 'refunded')))`

/** Open for an authorization that is captured now: it would be refunded, no longer voided. */
const RENEWS = `(${REOPENS} OR ($3 AND payment_attention.state = 'open' AND payment_attention.data->>'fact' = 'payment.authorized'))`

/** An item that is decided, or is being decided, keeps the data it was decided about. */
const KEEPS = `(payment_attention.state = 'deciding' OR (payment_attention.state = 'resolved' AND NOT COALESCE(${REOPENS}, false)))`

/** Puts an item up, or renews the one of the same kind and subject. `$3`: it reports a new capture. */
export const RAISE = `
  INSERT INTO payment_attention (id, data, ${RAISED_COLUMNS.join(", ")})
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
  RETURNING *, xmax = 0 AS is_new`
