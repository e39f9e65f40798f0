import type { WebhookEvent } from "../../../src/services/store/entities"
import type { Order, ReadyCart } from "../../../scripts/lib/shop"
import { poll, type TestStore } from "../../setup"

type World = Pick<TestStore, "db" | "admin">

const STILL_GOING_ON = ["received", "processing"]

export async function eventRow({ db }: Pick<World, "db">, eventId: string): Promise<WebhookEvent | undefined> {
  const { rows } = await db.query<WebhookEvent>(`SELECT * FROM payment_webhook_event WHERE event_id = $1`, [eventId])
  if (rows.length > 1) throw new Error(`event ${eventId} is recorded ${rows.length} times`)
  return rows[0]
}

/** The event once it is finished; with `state`, once it is in that state. */
export async function finishedEvent(world: Pick<World, "db">, eventId: string, state?: string): Promise<WebhookEvent> {
  let last: WebhookEvent | undefined
  try {
    return await poll(
      `event ${eventId}`,
      async () => {
        last = await eventRow(world, eventId)
        return last && (state ? last.state === state : !STILL_GOING_ON.includes(last.state)) && last
      },
      { timeoutMs: 60_000 },
    )
  } catch {
    throw new Error(
      `event ${eventId} did not become ${state ?? "settled"}: ${JSON.stringify(last && { ...last, body: undefined })}`,
    )
  }
}

export const finishedEvents = (world: Pick<World, "db">, eventIds: readonly string[]): Promise<WebhookEvent[]> =>
  Promise.all(eventIds.map((id) => finishedEvent(world, id)))

/** Medusa's own rows of one checkout. Orders are looked up by the guest's address: one tied to no cart counts, too. */
export interface Outcome {
  readonly orders: number
  readonly payment_status: string | null
  readonly session: string | null
  readonly payments: number
  readonly canceled: boolean
  readonly captures: number[]
  readonly transactions: Array<{ amount: number; reference: string }>
}

export async function outcomeOf({ db, admin }: World, { cart, session }: ReadyCart): Promise<Outcome> {
  const { rows: orders } = await db.query<{ id: string }>(`SELECT id FROM "order" WHERE email = $1 AND deleted_at IS NULL`, [
    cart.email,
  ])
  const { rows: sessions } = await db.query(`SELECT status FROM payment_session WHERE id = $1 AND deleted_at IS NULL`, [
    session.id,
  ])
  const { rows: payments } = await db.query(
    `SELECT canceled_at FROM payment WHERE payment_session_id = $1 AND deleted_at IS NULL`,
    [session.id],
  )
  const { rows: captures } = await db.query(
    `SELECT amount::float FROM capture WHERE deleted_at IS NULL AND payment_id IN (SELECT id FROM payment WHERE payment_session_id = $1) ORDER BY created_at`,
    [session.id],
  )
  const { rows: transactions } = await db.query(
    `SELECT amount::float, reference FROM order_transaction WHERE order_id = ANY($1) AND deleted_at IS NULL ORDER BY created_at`,
    [orders.map(({ id }) => id)],
  )
  const shown =
    orders[0] && (await admin<{ order: Order }>("GET", `/admin/orders/${orders[0].id}?fields=id,payment_status`)).order
  return {
    orders: orders.length,
    payment_status: shown?.payment_status ?? null,
    session: sessions[0]?.status ?? null,
    payments: payments.length,
    canceled: payments.some(({ canceled_at }) => canceled_at !== null),
    captures: captures.map(({ amount }) => amount),
    transactions,
  }
}

/** One order, paid once: the result of every way to a captured payment. */
export const paidOnce = (total = 25): Partial<Outcome> => ({
  orders: 1,
  payment_status: "captured",
  payments: 1,
  canceled: false,
  captures: [total],
  transactions: [{ amount: total, reference: "capture" }],
})

/** No order, no payment, no money. */
export const notOrdered: Partial<Outcome> = { orders: 0, payments: 0, captures: [], transactions: [] }
