import type { Client } from "pg"

/** Rows of each kind for every hundred events. */
const PAYMENTS = 35
const MESSAGES_A_PAYMENT = 2

/** Retention keeps events and messages so long: they never get older. */
const DAYS = 400

/**
 * A store as full as it gets, in the tables of either checkout: for each million events 350,000 payments, and 700,000 messages. Indexes
 * and keys are taken away first and made afterwards, in a quarter of the time.
 */
export async function fill(client: Client, events: number): Promise<void> {
  const payments = Math.round((events * PAYMENTS) / 100)
  const seconds = DAYS * 24 * 3600
  const at = (of: number) => `(now() - interval '1 minute' - make_interval(secs => i * ${seconds / of}))`
  const restore = await withoutIndexes(client)
  for (const statement of statements(events, payments, at)) await client.query(statement)
  for (const statement of restore) await client.query(statement)
  await client.query(`VACUUM ANALYZE`)
}

function statements(events: number, payments: number, at: (of: number) => string): string[] {
  const account = `CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END`
  const fact = `CASE WHEN i % 9 = 0 THEN 'refund.succeeded' ELSE 'payment.captured' END`
  const [paidAt, reportedAt] = [at(payments), at(events)]
  // Three in ten events are about another shop's payments on the same account, and wait for good.
  const [own, of] = [`i % 10 < 7`, `1 + i % ${payments}`]
  return [
    `INSERT INTO payment_record (id, payment_session_id, payment_collection_id, payment_id, cart_id, order_id, account, provider,
       provider_payment_id, state, version, amount, captured_amount, currency_code, created_at, updated_at)
     SELECT 'prec_' || i, 'payses_' || i, 'paycol_' || i, 'pay_' || i, 'cart_' || i, 'order_' || i, ${account}, ${account}, 'pi_' || i,
            CASE WHEN i % 20 = 0 THEN 'failed' ELSE 'captured' END, 1, 1000, 1000, 'eur', ${paidAt}, ${paidAt}
       FROM generate_series(1, ${payments}) AS i`,
    `INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount, currency_code,
       announced_at, notified_at, after_payment_done_at, created_at)
     SELECT 'ptrn_' || i || '_' || v, 'prec_' || i, v, 'pwhe_' || i, ${fact}, 'pending', 'captured', 1000, 'eur', ${paidAt}, ${paidAt},
            ${paidAt}, ${paidAt} FROM generate_series(1, ${payments}) AS i, generate_series(1, ${MESSAGES_A_PAYMENT}) AS v`,
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, body, headers, payload, state, reason, fact, attempts,
       next_attempt_at, give_up_at, payment_record_id, payment_session_id, provider_payment_id, received_at, processed_at, created_at, updated_at)
     SELECT 'pwhe_' || i, ${account}, ${account}, 'evt_' || i, 'payment.captured', convert_to(repeat('x', 600), 'UTF8'), '{}',
            json_build_object('text', repeat('y', 600)),
            CASE WHEN NOT ${own} THEN 'ignored' WHEN i % 997 = 0 THEN 'dead' ELSE 'processed' END,
            CASE WHEN NOT ${own} THEN 'no_session' END, ${fact}, 1, ${reportedAt}, ${reportedAt}, CASE WHEN ${own} THEN 'prec_' || (${of}) END,
            CASE WHEN ${own} THEN 'payses_' || (${of}) END, CASE WHEN ${own} THEN 'pi_' || (${of}) ELSE 'pi_foreign_' || i END, ${reportedAt},
            ${reportedAt} + make_interval(secs => exp(random() * 6 - 2)), ${reportedAt}, ${reportedAt} FROM generate_series(1, ${events}) AS i`,
    `INSERT INTO payment_attention (id, kind, subject_key, state, resolution, account, payment_session_id, detail, announced_at, created_at, updated_at)
     SELECT 'patt_' || i, 'mismatch', 's_' || i, 'resolved', 'accepted', ${account}, 'payses_' || i, 'differs', ${paidAt}, ${paidAt}, ${paidAt}
       FROM generate_series(1, ${payments}) AS i WHERE i % 7 = 0`,
    `INSERT INTO payment_notification (id, subject, payment_transition_id, payment_record_id, fact, audience, channel, recipient, locale, template,
       data, state, attempts, give_up_at, provider_id, customer_id, delivered_at, sent_at, created_at, updated_at, next_attempt_at)
     SELECT 'pnot_' || i || '_' || v, 'ptrn_' || i || '_' || v, 'ptrn_' || i || '_' || v, 'prec_' || i, ${fact}, 'customer',
            CASE WHEN i % 4 = 0 THEN 'sms' ELSE 'email' END, 'buyer' || i || '@example.com', (ARRAY['en', 'de', 'fr'])[1 + i % 3],
            'payment.captured', json_build_object('text', repeat('z', 300)), CASE WHEN i % 50 = 0 THEN 'dead' ELSE 'sent' END, 1, ${paidAt}, 'ses',
            'cus_' || i, ${paidAt} + make_interval(secs => exp(random() * 5)), ${paidAt}, ${paidAt}, ${paidAt}, ${paidAt}
       FROM generate_series(1, ${payments}) AS i, generate_series(1, ${MESSAGES_A_PAYMENT}) AS v`,
    // A message's death found its failover long ago: nothing in the sweep is due.
    `UPDATE payment_notification SET failed_over_at = updated_at WHERE state = 'dead'`,
    `INSERT INTO payment_notification_attempt (id, payment_notification_id, number, outcome, provider_id, started_at, ended_at)
     SELECT id || ':1', id, 1, 'sent', 'ses', created_at, created_at + make_interval(secs => exp(random() * 3)) FROM payment_notification`,
  ]
}

/** Drops foreign keys and every index of the plugin's tables; answers the statements that make them again, keys before what refers to them. */
async function withoutIndexes(client: Client): Promise<string[]> {
  const { rows: constraints } = await client.query<{ table: string; name: string; type: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", conname AS name, contype AS type, pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('p', 'u', 'f')
      ORDER BY contype = 'f' DESC`,
  )
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
      WHERE relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
  )
  for (const { table, name } of constraints) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`)
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  const add = constraints.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`)
  return ["SET maintenance_work_mem = '512MB'", ...add.reverse(), ...indexes.map(({ definition }) => definition)]
}
