import type { Pool } from "pg"
import type { OpenWork } from "../lib/quiescence"
import type { Life } from "./life"
import { FORGED } from "./forge"
import type { Stores } from "./stores"

/** The counts that must be 0, and those that are worth knowing. */
export interface Verdict {
  readonly broken: Readonly<Record<string, number>>
  readonly counted: Readonly<Record<string, number>>
  /** Some of the lives that ended wrong. */
  readonly details: readonly unknown[]
}

interface Found {
  readonly id: string
  readonly orders: number
  readonly payments: number
  readonly captured: number
  readonly refunded: number
  readonly lost: number
  readonly sent: number
}

/** Medusa's rows of each session, in minor units of a currency with two digits, and the customer's messages that we sent. */
const FOUND = `
  SELECT ps.id,
         (SELECT count(*) FROM "order" WHERE email = given.email AND deleted_at IS NULL)::int AS orders,
         (SELECT count(*) FROM payment WHERE payment_session_id = ps.id AND deleted_at IS NULL)::int AS payments,
         COALESCE((SELECT sum(c.amount) FROM capture c JOIN payment p ON p.id = c.payment_id
                    WHERE p.payment_session_id = ps.id AND c.deleted_at IS NULL), 0)::float8 * 100 AS captured,
         COALESCE((SELECT sum(r.amount) FROM refund r JOIN payment p ON p.id = r.payment_id
                    WHERE p.payment_session_id = ps.id AND r.deleted_at IS NULL), 0)::float8 * 100 AS refunded,
         COALESCE((SELECT -sum(t.amount) FROM order_transaction t JOIN order_payment_collection o ON o.order_id = t.order_id
                    WHERE o.payment_collection_id = ps.payment_collection_id AND t.deleted_at IS NULL
                      AND t.reference LIKE 'dispute%'), 0)::float8 * 100 AS lost,
         (SELECT count(*) FROM payment_notification AS message JOIN payment_record AS record ON record.id = message.payment_record_id
           WHERE record.payment_session_id = ps.id AND message.fact = 'payment.captured' AND message.audience = 'customer'
             AND message.state = 'sent')::int AS sent
    FROM unnest($1::text[], $2::text[]) AS given (session_id, email) JOIN payment_session ps ON ps.id = given.session_id`

const countOf = async (db: Pool, sql: string): Promise<number> => Number((await db.query(sql)).rows[0].n)

export interface Judged {
  readonly lives: readonly Life[]
  readonly stores: Stores
  readonly open: OpenWork
  readonly forged: { readonly sent: number; readonly accepted: number }
}

/** Compares what the store has with what the provider reported. */
export async function judge(db: Pool, { lives, stores, open, forged }: Judged): Promise<Verdict> {
  const sessions = lives.map(({ ready }) => ready.session.id)
  const { rows } = await db.query<Found>(FOUND, [sessions, lives.map(({ email }) => email)])
  const found = new Map(rows.map((row) => [row.id, row]))
  const of = ({ ready }: Life) => found.get(ready.session.id)!
  const paid = lives.filter(({ captured }) => captured > 0)
  const count = (among: readonly Life[], is: (row: Found, life: Life) => boolean) =>
    among.filter((life) => is(of(life), life)).length
  const wrong = lives.filter((life) => {
    const row = of(life)
    const orders = life.captured ? 1 : 0
    return row.orders !== orders || (["captured", "refunded", "lost"] as const).some((sum) => Math.round(row[sum]) !== life[sum])
  })
  const mails = await stores.gateway.client.mailbox()
  const mailsOf = ({ email }: Life) =>
    mails.filter(({ to, template }) => to === email && template?.includes("payment.captured")).length
  const deliveries = await stores.gateway.client.deliveries()
  const calls = (await Promise.all(lives.map(({ ready }) => stores.gateway.client.moneyCalls(ready.paymentId)))).flat()
  return {
    broken: {
      instances_fallen: stores.fallen(),
      deliveries_given_up: deliveries.filter(({ state }) => state !== "delivered").length,
      orders_lost: count(paid, ({ orders }) => orders < 1),
      orders_doubled: count(lives, ({ orders }) => orders > 1),
      payments_doubled: count(lives, ({ payments }) => payments > 1),
      captures_wrong: count(lives, (row, { captured }) => Math.round(row.captured) !== captured),
      refunds_wrong: count(lives, (row, { refunded }) => Math.round(row.refunded) !== refunded),
      lost_disputes_wrong: count(lives, (row, { lost }) => Math.round(row.lost) !== lost),
      money_moved_by_us: calls.filter(({ verb }) => verb !== "update").length,
      messages_lost: count(paid, ({ sent }) => sent < 1),
      forged_accepted: forged.accepted,
      forged_recorded: await countOf(
        db,
        `SELECT count(*) AS n FROM payment_webhook_event WHERE provider_payment_id LIKE '${FORGED}%' OR event_id LIKE '%${FORGED}%'`,
      ),
      ...Object.fromEntries(Object.entries(open).map(([what, n]) => [`${what}_never_finished`, n])),
      events_dead: await countOf(db, `SELECT count(*) AS n FROM payment_webhook_event WHERE state = 'dead'`),
    },
    counted: {
      payments: lives.length,
      webhooks: deliveries.length,
      attempts: deliveries.reduce((sum, { attempts }) => sum + attempts.length, 0),
      forged: forged.sent,
      // A process killed between the mail server's acceptance and its own record of it cannot know: it sends again.
      messages_sent_twice: paid.filter((life) => mailsOf(life) > 1).length,
      attention_items: await countOf(db, `SELECT count(*) AS n FROM payment_attention`),
    },
    details: wrong.slice(0, 10).map((life) => ({ ...life, ready: life.ready.session.id, found: of(life) })),
  }
}
