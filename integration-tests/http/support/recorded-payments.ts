import type { SharedStore } from "../../setup"

/** Payments as processing leaves them, with so many transitions each: a load of facts without as many checkouts. */
export async function recordPayments({ db }: Pick<SharedStore, "db">, name: string, payments: number, transitions: number) {
  await db.query(
    `INSERT INTO payment_record (id, payment_session_id, payment_id, cart_id, order_id, account, provider, payment_provider_id,
       provider_payment_id, state, version, amount, currency_code, captured_amount)
     SELECT 'prec_' || $1 || i, 'payses_' || $1 || i, 'pay_' || $1 || i, 'cart_' || $1 || i, 'order_' || $1 || i, 'stripe', 'stripe',
            'pp_gateway', 'pi_' || $1 || i, 'captured', $3, 2500, 'eur', 2500
       FROM generate_series(1, $2::int) AS i`,
    [name, payments, transitions],
  )
  await db.query(
    `INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount,
       currency_code, announced_at, notified_at, after_payment_done_at)
     SELECT 'ptrn_' || $1 || i || '_' || n, 'prec_' || $1 || i, n, 'pwhe_' || $1, 'payment.captured', 'authorized', 'captured', 2500,
            'eur', now(), now(), now()
       FROM generate_series(1, $2::int) AS i, generate_series(1, $3::int) AS n`,
    [name, payments, transitions],
  )
}
