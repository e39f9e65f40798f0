/** Rows in each table: more than any statement may read, and few enough to be written in seconds. */
export const AGED_ROWS = 50_000

/** Minutes between two rows, unless a caller says otherwise. */
const EVERY_MINUTES = 2

export const ROWS_A_DAY = (24 * 60) / EVERY_MINUTES

/** Tables that grow with every payment. A statement that reads one of them whole is slower each year. */
export const GROWN = [
  "payment_webhook_event",
  "payment_record",
  "payment_transition",
  "payment_capture",
  "payment_refund",
  "payment_dispute",
  "payment_method_use",
  "payment_notification",
  "payment_notification_attempt",
  "payment_attention",
  "payment_attention_decision",
  "reconciliation_check",
  "reconciliation_finding",
  "push_subscription",
  "notification_preference",
  "delivery",
  "delivery_attempt",
  "delivery_snapshot",
  "delivered_order",
] as const

/** Tables that stay small: a destination is made by a person, a run is a row an hour that retention deletes, counts are folded, a consumer is one row, a replay is begun by a person, figures are kept for some days. */
export const SMALL = [
  "reconciliation_run",
  "payment_webhook_count",
  "payment_webhook_replay",
  "payment_consumer",
  "payment_notification_migration",
  "payment_metric_day",
  "payment_metric_cell",
  "delivery_destination",
] as const

/** Events and messages about cards that expire. */
const EXPIRING = "i % 500 = 7"

const MONEY = "1000 + i % 5000, 'eur'"

/** Five years of a store, a row of each table for each payment; nearly everything is finished. The newest row is an hour old. */
const FILL: Record<(typeof GROWN)[number], string> = {
  payment_record: `
    INSERT INTO payment_record (id, payment_session_id, payment_collection_id, payment_id, cart_id, order_id, account, provider,
      payment_provider_id, provider_payment_id, state, version, amount, currency_code, authorized_amount, captured_amount, created_at, updated_at)
    SELECT 'prec_aged_' || i, 'payses_aged_' || i, 'paycol_aged_' || i, 'pay_aged_' || i, 'cart_aged_' || i, 'order_aged_' || i,
           CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END, CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END,
           'pp_gateway', 'pi_aged_' || i,
           CASE WHEN i % 50 = 0 THEN 'failed' WHEN i % 50 = 1 THEN 'canceled' WHEN i % 500 = 2 THEN 'authorized' ELSE 'captured' END,
           1, ${MONEY}, 1000, 1000, at(i), at(i)`,
  payment_transition: `
    INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount, currency_code,
      announced_at, notified_at, after_payment_done_at, created_at)
    SELECT 'ptrn_aged_' || i, 'prec_aged_' || i, 1, 'pwhe_aged_' || i, 'payment.captured', 'pending', 'captured', ${MONEY}, at(i), at(i), at(i), at(i)`,
  // A fifth belongs to another shop on the same provider account: it waits for a payment that never comes.
  payment_webhook_event: `
    INSERT INTO payment_webhook_event (id, account, provider, event_id, type, body, headers, payload, state, reason, fact, attempts,
      next_attempt_at, give_up_at, payment_record_id, payment_session_id, provider_payment_id, received_at, processed_at, created_at, updated_at)
    SELECT 'pwhe_aged_' || i, CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END, CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END,
           'evt_aged_' || i, CASE WHEN i % 5000 = 0 THEN 'radar.rare' ELSE 'payment.captured' END, '{}', '{}', '{}',
           CASE WHEN i % 5 = 0 THEN 'ignored' WHEN i % 1000 = 1 THEN 'dead' WHEN i % 1000 = 2 THEN 'quarantined' ELSE 'processed' END,
           CASE WHEN i % 5 = 0 THEN 'no_session' WHEN i % 1000 = 2 THEN 'amount_mismatch' END,
           CASE WHEN ${EXPIRING} THEN 'payment_method.expiring' ELSE 'payment.captured' END, 1, at(i), at(i),
           CASE WHEN i % 5 <> 0 THEN 'prec_aged_' || i END,
           CASE WHEN i % 5 <> 0 THEN 'payses_aged_' || i END, 'pi_aged_' || i, at(i), at(i), at(i), at(i)`,
  payment_capture: `
    INSERT INTO payment_capture (id, payment_record_id, provider_capture_id, amount, created_at)
    SELECT 'pcap_aged_' || i, 'prec_aged_' || i, 'cap_' || i, 1000, at(i)`,
  payment_refund: `
    INSERT INTO payment_refund (id, payment_record_id, provider_refund_id, state, amount, currency_code, created_at, updated_at)
    SELECT 'pref_aged_' || i, 'prec_aged_' || i, 'ref_' || i, 'succeeded', ${MONEY}, at(i), at(i)`,
  payment_dispute: `
    INSERT INTO payment_dispute (id, payment_record_id, provider_dispute_id, state, amount, currency_code, evidence_due_by, created_at, updated_at)
    SELECT 'pdis_aged_' || i, 'prec_aged_' || i, 'dis_' || i, 'won', ${MONEY}, at(i), at(i), at(i)`,
  payment_method_use: `
    INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id, created_at)
    SELECT 'pmus_aged_' || i, 'stripe', 'card_' || i, 'prec_aged_' || i, at(i)`,
  payment_attention: `
    INSERT INTO payment_attention (id, kind, subject_key, state, resolution, account, payment_record_id, webhook_event_id, payment_session_id,
      provider_payment_id, cart_id, order_id, amount, currency_code, detail, announced_at, resolved_at, created_at, updated_at)
    SELECT 'patt_aged_' || i, CASE WHEN i % 2 = 0 THEN 'mismatch' ELSE 'risk' END, 'aged_' || i,
           CASE WHEN i % 500 = 2 THEN 'open' ELSE 'resolved' END, CASE WHEN i % 500 <> 2 THEN 'accepted' END, 'stripe', 'prec_aged_' || i,
           'pwhe_aged_' || i, 'payses_aged_' || i, 'pi_aged_' || i, 'cart_aged_' || i, 'order_aged_' || i, ${MONEY}, 'differs', at(i),
           CASE WHEN i % 500 <> 2 THEN at(i) END, at(i), at(i)`,
  payment_attention_decision: `
    INSERT INTO payment_attention_decision (id, payment_attention_id, action, actor, outcome, created_at)
    SELECT 'patd_aged_' || i, 'patt_aged_' || i, 'accept', 'user_1', 'done', at(i)`,
  payment_notification: `
    INSERT INTO payment_notification (id, subject, payment_transition_id, payment_record_id, payment_attention_id, fact, audience, channel,
      recipient, template, data, state, reason, attempts, give_up_at, topic, customer_id, digest_key, external_id, notification_id,
      failed_over_at, sent_at, created_at, updated_at, next_attempt_at)
    SELECT 'pnot_aged_' || i, CASE WHEN ${EXPIRING} THEN 'stripe:pm_' || i || ':expiring:2026-01-31' ELSE 'ptrn_aged_' || i END,
           'ptrn_aged_' || i, 'prec_aged_' || i, CASE WHEN i % 10 = 0 THEN 'patt_aged_' || i END,
           CASE WHEN ${EXPIRING} THEN 'payment_method.expiring' ELSE 'payment.captured' END, CASE WHEN i % 20 = 0 THEN 'merchant' ELSE 'customer' END, CASE WHEN i % 4 = 0 THEN 'sms' ELSE 'email' END,
           'buyer' || i || '@example.com', 'payment.captured', '{}',
           CASE WHEN i % 100 = 0 THEN 'dead' WHEN i % 10 = 1 THEN 'suppressed' ELSE 'sent' END,
           CASE WHEN i % 10 = 1 THEN 'opted_out' END, 1, at(i), 'payment', 'cus_aged_' || i, 'burst_' || i, 'msg_' || i, 'noti_' || i,
           CASE WHEN i % 100 = 0 THEN at(i) END, at(i), at(i), at(i), at(i)`,
  payment_notification_attempt: `
    INSERT INTO payment_notification_attempt (id, payment_notification_id, number, outcome, started_at, ended_at)
    SELECT 'pnot_aged_' || i || ':1', 'pnot_aged_' || i, 1, 'sent', at(i), at(i) + interval '1 second'`,
  reconciliation_check: `
    INSERT INTO reconciliation_check (payment_session_id, account, provider_payment_id, due_at, finished, checked_at, started_at, created_at)
    SELECT 'payses_aged_' || i, 'stripe', 'pi_aged_' || i, at(i), true, at(i), at(i), at(i)`,
  reconciliation_finding: `
    INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, payment_session_id, payment_record_id, provider_payment_id, detail,
      ours, theirs, webhook_event_id, state, created_at, updated_at)
    SELECT 'recf_aged_' || i, 'recr_aged_' || i % 100, 'stripe', 'payses_aged_' || i, 'prec_aged_' || i, 'pi_aged_' || i, 'differs', '{}', '{}',
           'pwhe_aged_' || i, CASE WHEN i % 500 = 0 THEN 'in_review' ELSE 'repaired' END, at(i), at(i)`,
  push_subscription: `
    INSERT INTO push_subscription (id, customer_id, endpoint, p256dh, auth, expires_at, created_at, last_seen_at)
    SELECT 'psub_aged_' || i, 'cus_aged_' || i, 'https://push.example/' || i, 'p', 'a', now() + interval '1 year', at(i), at(i)`,
  // All of one destination; a few of another that is disabled wait for years.
  delivery: `
    INSERT INTO delivery (id, destination_id, event_id, fact, account, subject, sequence, payload, data, recorded_at, state, attempts,
      next_attempt_at, give_up_at, created_at, updated_at)
    SELECT 'pdel_aged_' || i, CASE WHEN i % 500 = 1 THEN 'dest_disabled' ELSE 'dest_aged' END, 'ptrn_aged_' || i, 'payment.captured',
           'stripe', 'prec_aged_' || i, 1, 'full', '{}', at(i),
           CASE WHEN i % 500 = 1 THEN 'pending' WHEN i % 1000 = 2 THEN 'dead' ELSE 'delivered' END, 1, at(i), at(i), at(i), at(i)`,
  delivery_attempt: `
    INSERT INTO delivery_attempt (id, delivery_id, number, outcome, status, started_at, ended_at)
    SELECT 'pdel_aged_' || i || ':1', 'pdel_aged_' || i, 1, 'delivered', 200, at(i), at(i)`,
  delivery_snapshot: `
    INSERT INTO delivery_snapshot (delivery_id, destination_id, order_id, body, at)
    SELECT 'pdel_aged_' || i, 'dest_aged', 'order_aged_' || i, '{}', at(i)`,
  delivered_order: `
    INSERT INTO delivered_order (destination_id, order_id, created_at)
    SELECT 'dest_aged', 'order_aged_' || i, at(i)`,
  notification_preference: `INSERT INTO notification_preference (customer_id) SELECT 'cus_aged_' || i`,
}

interface Database {
  query(sql: string): Promise<unknown>
}

/** Fills every table that grows. `everyMinutes`: the time between two rows. */
export async function age(db: Database, { rows = AGED_ROWS, everyMinutes = EVERY_MINUTES } = {}): Promise<void> {
  const at = `(now() - interval '1 hour' - make_interval(mins => i * ${everyMinutes}))`
  await db.query(`INSERT INTO reconciliation_run (id, trigger, state, started_at, finished_at)
    SELECT 'recr_aged_' || i, 'job', 'finished', ${at}, ${at} FROM generate_series(0, 99) AS i`)
  await db.query(`INSERT INTO delivery_destination (id, origin, kind, facts, state)
    VALUES ('dest_aged', 'api', 'http', '{*}', 'active'), ('dest_disabled', 'api', 'http', '{*}', 'disabled')`)
  // Statistics of all rows, once: with a sample of some, and another when autovacuum comes by, the plans would be luck.
  await db.query(`SET default_statistics_target = ${Math.min(Math.ceil(rows / 300), 10_000)}`)
  const order = Object.keys(FILL) as Array<keyof typeof FILL>
  for (const table of order) {
    await db.query(`ALTER TABLE ${table} SET (autovacuum_enabled = off)`)
    await db.query(`${FILL[table].replaceAll("at(i)", at)} FROM generate_series(1, ${rows}) AS i`)
    await db.query(`ANALYZE ${table}`)
  }
}
