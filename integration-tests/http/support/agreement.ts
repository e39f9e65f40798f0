import type { TestStore } from "../../setup"
import type { MerchantLife } from "./merchant-life"

/** Money of one payment, in minor units. */
interface Sums {
  readonly captured: number
  readonly refunded: number
}

interface Item {
  readonly kind: string
  readonly state: string
  readonly resolution: string | null
  readonly provider_payment_id: string | null
  readonly payment_session_id: string | null
  /** Refunds that a person asked for. */
  readonly refunds: number
}

/** A life in which not everybody says the same of the money, with all that is needed to see why. */
export interface Disagreement {
  readonly wrong: readonly string[]
  readonly life: MerchantLife
  readonly items: readonly Item[]
  /** The rows about it, one a line. */
  readonly rows: readonly string[]
}

/** Items by which a person knows of money that Medusa does not show. */
const ABOUT_MONEY = ["mismatch", "orphan_payment", "double_payment", "late_payment"]
const REFUNDS = ["refund in admin", "refund with open edit"]

const MINOR = (of: string) => `(CASE ${of}.currency_code WHEN 'jpy' THEN 1 ELSE 100 END)`

const byId = async <Row>({ db }: TestStore, sql: string, ids: readonly unknown[]): Promise<Map<string, Row>> =>
  new Map((await db.query(sql, [ids])).rows.map(({ id, ...row }) => [id, row]))

const recordsOf = (world: TestStore, ids: readonly string[]) =>
  byId<Sums>(
    world,
    `SELECT provider_payment_id AS id, sum(captured_amount)::int AS captured, sum(refunded_amount)::int AS refunded
       FROM payment_record WHERE provider_payment_id = ANY($1) GROUP BY 1`,
    ids,
  )

interface MedusaPayment extends Sums {
  /** Ids of Medusa's refunds, which the gateway knows as references. */
  readonly refunds: ReadonlyArray<{ readonly id: string; readonly amount: number }>
  readonly order_id: string | null
  /** The order was canceled before this money was recorded. */
  readonly is_late: boolean
}

const medusaOf = (world: TestStore, ids: readonly string[]) =>
  byId<MedusaPayment>(
    world,
    `WITH mine AS (SELECT p.*, p.data->>'id' AS gateway_id FROM payment p WHERE p.deleted_at IS NULL AND p.data->>'id' = ANY($1))
     SELECT mine.gateway_id AS id,
            sum(COALESCE((SELECT sum(c.amount) FROM capture c WHERE c.payment_id = mine.id AND c.deleted_at IS NULL), 0)
                * ${MINOR("mine")})::int AS captured,
            sum(COALESCE((SELECT sum(r.amount) FROM refund r WHERE r.payment_id = mine.id AND r.deleted_at IS NULL), 0)
                * ${MINOR("mine")})::int AS refunded,
            (SELECT COALESCE(json_agg(json_build_object('id', r.id, 'amount', r.amount * ${MINOR("m")})), '[]')
               FROM refund r JOIN mine m ON m.id = r.payment_id
              WHERE r.deleted_at IS NULL AND m.gateway_id = mine.gateway_id) AS refunds,
            max(l.order_id) AS order_id,
            COALESCE(bool_or(o.status = 'canceled' AND EXISTS (
              SELECT 1 FROM capture c WHERE c.payment_id = mine.id AND c.deleted_at IS NULL AND c.created_at > o.canceled_at)), false) AS is_late
       FROM mine
       LEFT JOIN order_payment_collection l ON l.payment_collection_id = mine.payment_collection_id AND l.deleted_at IS NULL
       LEFT JOIN "order" o ON o.id = l.order_id
      GROUP BY mine.gateway_id`,
    ids,
  )

/**
 * The sums of each guest's orders by their transactions and by their payments, which must be the same. Of an order marked as paid no
 * provider reports anything: where core is killed over it, its transaction is missing for good, so that such payments are left out.
 * `unmade` is what core's cancellation of an order has booked as refunded beyond its payments' refunds: it books the refund of each
 * payment, under the payment's id, also where the provider has refused it (2.21.2, `refundPaymentsWorkflow`).
 */
const ordersOf = (world: TestStore, emails: readonly unknown[]) =>
  byId<{ orders: number; booked: number; paid: number; unmade: number }>(
    world,
    `WITH mine AS (SELECT id, email, currency_code FROM "order" WHERE email = ANY($1) AND deleted_at IS NULL),
          every AS (SELECT p.id, l.order_id, p.data ? 'id' AS is_reported FROM payment p
                      JOIN order_payment_collection l ON l.payment_collection_id = p.payment_collection_id AND l.deleted_at IS NULL
                     WHERE p.deleted_at IS NULL AND l.order_id IN (SELECT id FROM mine)),
          payments AS (SELECT * FROM every WHERE is_reported),
          marked AS (SELECT id FROM every WHERE NOT is_reported
                     UNION SELECT c.id FROM capture c JOIN every e ON e.id = c.payment_id WHERE NOT e.is_reported
                     UNION SELECT r.id FROM refund r JOIN every e ON e.id = r.payment_id WHERE NOT e.is_reported)
     SELECT mine.email AS id, count(*)::int AS orders,
            sum(COALESCE((SELECT sum(t.amount) FROM order_transaction t WHERE t.order_id = mine.id AND t.deleted_at IS NULL
                            AND COALESCE(t.reference_id, '') NOT IN (SELECT id FROM marked)), 0) * ${MINOR("mine")})::int AS booked,
            sum((COALESCE((SELECT sum(c.amount) FROM capture c JOIN payments p ON p.id = c.payment_id
                            WHERE p.order_id = mine.id AND c.deleted_at IS NULL), 0)
               - COALESCE((SELECT sum(r.amount) FROM refund r JOIN payments p ON p.id = r.payment_id
                            WHERE p.order_id = mine.id AND r.deleted_at IS NULL), 0)) * ${MINOR("mine")})::int AS paid,
            sum(COALESCE((SELECT sum(GREATEST(0,
                     COALESCE((SELECT -sum(t.amount) FROM order_transaction t WHERE t.order_id = mine.id AND t.deleted_at IS NULL
                                  AND t.reference = 'refund' AND t.reference_id = p.id), 0)
                   - COALESCE((SELECT sum(r.amount) FROM refund r WHERE r.payment_id = p.id AND r.deleted_at IS NULL AND NOT EXISTS (
                                 SELECT FROM order_transaction t WHERE t.reference_id = r.id AND t.deleted_at IS NULL)), 0)))
                            FROM payments p WHERE p.order_id = mine.id), 0) * ${MINOR("mine")})::int AS unmade
       FROM mine GROUP BY mine.email`,
    emails,
  )

async function itemsOf({ db }: TestStore): Promise<Item[]> {
  const { rows } = await db.query(
    `SELECT kind, state, resolution, provider_payment_id, payment_session_id,
            (SELECT count(*)::int FROM payment_attention_decision made
              WHERE made.payment_attention_id = item.id AND made.action = 'refund' AND made.outcome = 'started') AS refunds
       FROM payment_attention item ORDER BY created_at`,
  )
  return rows
}

/**
 * The lives in which provider, our records and Medusa do not say the same of the money, unless a person has dismissed it; in which
 * dismissed money was refunded and Medusa keeps it; in which money is kept that belongs to no order, or came for a canceled one and
 * was put before nobody; and in which the provider was asked for more refunds than anybody ordered.
 */
export async function disagreements(world: TestStore, lives: readonly MerchantLife[]): Promise<Disagreement[]> {
  const ids = lives.flatMap(({ payments }) => payments)
  const [records, medusa, items] = [await recordsOf(world, ids), await medusaOf(world, ids), await itemsOf(world)]
  const orders = await ordersOf(
    world,
    lives.map(({ cart }) => cart.email),
  )
  const found: Disagreement[] = []
  for (const life of lives) {
    const own = items.filter(
      ({ provider_payment_id: payment, payment_session_id: session }) =>
        life.payments.includes(payment ?? "") || life.sessions.includes(session ?? ""),
    )
    const wrong: string[] = []
    const order = orders.get(life.cart.email ?? "")
    const truths = await Promise.all(life.payments.map((id) => world.gateway.client.payment(id)))
    if (order && order.orders > 1 + untied(life)) wrong.push(`${order.orders} orders`)
    let [calls, refused] = [0, false]
    for (const truth of truths) {
      const { id } = truth
      const asked = (await world.gateway.client.moneyCalls(id)).filter(({ verb }) => verb === "refund")
      calls += asked.filter(({ status }) => status < 300).length
      refused ||= asked.some(({ status }) => status >= 300)
      wrong.push(...aboutPayment(life, truth, { record: records.get(id), medusa: medusa.get(id), items: own }))
    }
    const booked = order && order.booked + (refused ? order.unmade : 0)
    if (order && booked !== order.paid && !truths.some((truth) => isUncaptured(life, truth)))
      wrong.push(`the order's transactions are ${booked}, its payments ${order.paid}`)
    const times = (acts: readonly string[]): number =>
      life.outcomes.filter(({ act, outcome }) => acts.includes(act) && outcome !== "impossible").length
    // Core's cancellation of an order gives back each of its payments.
    const ordered = times(REFUNDS) + times(["cancel"]) * life.payments.length + own.reduce((sum, { refunds }) => sum + refunds, 0)
    if (calls > ordered) wrong.push(`${calls} refunds were asked of the provider, ${ordered} of us`)
    if (wrong.length) found.push({ wrong, life, items: own, rows: await rowsAbout(world, life) })
  }
  return found
}

/** Events, decisions, records, orders and payments of a life, as text. */
async function rowsAbout({ db }: TestStore, { payments, sessions, cart }: MerchantLife): Promise<string[]> {
  const { rows } = await db.query(
    `SELECT concat_ws(' ', updated_at, 'event', fact, provider_payment_id, state, reason, last_error) AS line FROM payment_webhook_event
      WHERE provider_payment_id = ANY($1) OR payment_session_id = ANY($2)
     UNION ALL
     SELECT concat_ws(' ', made.created_at, 'decision', item.kind, item.provider_payment_id, made.action, made.outcome, made.detail)
       FROM payment_attention_decision made JOIN payment_attention item ON item.id = made.payment_attention_id
      WHERE item.provider_payment_id = ANY($1) OR item.payment_session_id = ANY($2)
     UNION ALL
     SELECT concat_ws(' ', updated_at, 'record', payment_session_id, provider_payment_id, state, captured_amount, refunded_amount, order_id)
       FROM payment_record WHERE payment_session_id = ANY($2) OR provider_payment_id = ANY($1)
     UNION ALL
     SELECT concat_ws(' ', o.created_at, 'order', o.id, o.status, o.deleted_at, o.canceled_at, c.cart_id, c.deleted_at, l.payment_collection_id)
       FROM "order" o LEFT JOIN order_cart c ON c.order_id = o.id LEFT JOIN order_payment_collection l ON l.order_id = o.id
      WHERE o.email = $3
     UNION ALL
     SELECT concat_ws(' ', p.created_at, 'payment', p.id, p.data->>'id', p.payment_session_id, p.payment_collection_id, p.captured_at,
                      p.canceled_at, p.deleted_at, (SELECT sum(amount) FROM capture WHERE payment_id = p.id))
       FROM payment p WHERE p.data->>'id' = ANY($1)
     ORDER BY 1`,
    [payments, sessions, cart.email],
  )
  return rows.map(({ line }) => line)
}

/** Killed while a browser completes a cart, core leaves an order that is tied to nothing, and the next completion makes another. */
const untied = ({ outcomes }: MerchantLife): number =>
  outcomes.filter(({ act, outcome }) => act === "complete" && outcome === "cut off").length

type Truth = Awaited<ReturnType<TestStore["gateway"]["client"]["payment"]>>

interface Said {
  readonly record: Sums | undefined
  readonly medusa: MedusaPayment | undefined
  readonly items: readonly Item[]
}

function aboutPayment(life: MerchantLife, truth: Truth, { record, medusa, items }: Said): string[] {
  const { id, captured_amount: captured, refunded_amount: refunded } = truth
  const shown = ({ captured: taken, refunded: given } = { captured: 0, refunded: 0 }) => `${taken} - ${given}`
  const about = items.filter((item) => ABOUT_MONEY.includes(item.kind) && item.provider_payment_id === id)
  const wrong: string[] = []
  const expected = shown({ captured, refunded })
  // Killed between its row and the call, core leaves a refund that nobody has made: no webhook tells of it.
  const isCutOff = life.outcomes.some(({ outcome }) => outcome === "cut off")
  const unmade = isCutOff ? (medusa?.refunds ?? []).filter((row) => !isMade(truth, row)) : []
  const rows = medusa && {
    ...medusa,
    captured: isUncaptured(life, truth) ? 0 : medusa.captured,
    refunded: medusa.refunded - unmade.reduce((sum, { amount }) => sum + amount, 0),
  }
  const differs = `${id} is ${expected} at the provider and ${shown(rows)} in Medusa`
  if (about.some(({ resolution }) => resolution === "dismissed")) {
    // Left as it is, in whole or in part; but money that Medusa has is refunded there as well.
    return rows?.captured === captured && rows.refunded !== refunded ? [differs] : []
  }
  if (shown(record) !== expected) wrong.push(`${id} is ${expected} at the provider and ${shown(record)} in our record`)
  if (shown(rows) !== expected) wrong.push(differs)
  if (captured > refunded && !medusa?.order_id) wrong.push(`${id} keeps ${captured - refunded} for no order`)
  if (captured > refunded && medusa?.is_late && about.length === 0) wrong.push(`${id} came for a canceled order, unnoticed`)
  return wrong
}

/** Killed between its row and the call, core leaves a capture that nobody has made: no webhook tells of it either. */
const isUncaptured = ({ outcomes }: MerchantLife, { captured_amount }: Truth): boolean =>
  captured_amount === 0 && outcomes.some(({ act, outcome }) => act === "capture in admin" && outcome === "cut off")

/** Our own rows about refunds that the provider reported hold no reference: they are told by their sums. */
const isMade = ({ refunds }: Truth, row: { readonly id: string; readonly amount: number }): boolean =>
  refunds.some(({ reference, amount }) => reference === row.id || (!reference && amount === Number(row.amount)))
