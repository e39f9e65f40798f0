import type { Pool } from "pg"
import { audit, doubled, lost, type Outcome } from "../lib/audit"
import type { ReadyPayment } from "../lib/carts"
import type { OpenWork } from "../lib/quiescence"

/** The promises of an acknowledgement, counted. Every number under `broken` must be 0. */
export interface Verdict {
  readonly broken: Readonly<Record<string, number>>
  /** Not promised, but worth knowing. */
  readonly counted: Readonly<Record<string, number>>
  /** Carts with a wrong outcome, with their events. */
  readonly details: readonly unknown[]
}

interface Given {
  readonly acknowledged: ReadonlySet<string>
  readonly unacknowledged: number
  readonly carts: readonly ReadyPayment[]
  readonly open: OpenWork
  /** Addresses of the messages that reached the mailbox. */
  readonly messages: readonly string[]
}

const THINGS = ["orders", "linked_orders", "payments", "captures", "transactions", "notifications"] as const

export async function judge(db: Pool, { acknowledged, unacknowledged, carts, open, messages }: Given): Promise<Verdict> {
  const { rows: events } = await db.query<{ event_id: string; rows: number }>(
    "SELECT event_id, count(*)::int AS rows FROM payment_webhook_event WHERE account = 'hmac' GROUP BY event_id",
  )
  const rows = new Map(events.map((event) => [event.event_id, event.rows]))
  const outcomes = await audit(db, carts)
  const perGuest = (email: string) => messages.filter((to) => to === email).length
  const broken: Record<string, number> = {
    events_lost: [...acknowledged].filter((id) => !rows.has(id)).length,
    events_doubled: [...rows.values()].filter((count) => count > 1).length,
  }
  for (const thing of THINGS) {
    broken[`${thing}_lost`] = lost(outcomes, thing)
    broken[`${thing}_doubled`] = doubled(outcomes, thing)
  }
  broken.messages_lost = carts.filter(({ email }) => perGuest(email) < 1).length
  for (const [what, count] of Object.entries(open)) broken[`${what}_never_finished`] = count
  const { rows: states } = await db.query<{ state: string; count: number }>(
    "SELECT state, count(*)::int AS count FROM payment_webhook_event GROUP BY state ORDER BY state",
  )
  const counted: Record<string, number> = {
    acknowledged_events: acknowledged.size,
    never_acknowledged: unacknowledged,
    carts: carts.length,
    // A process killed between the mail server's acceptance and its own record of it cannot know: it sends again.
    messages_doubled: carts.filter(({ email }) => perGuest(email) > 1).length,
    ...Object.fromEntries(states.map(({ state, count }) => [`events_${state}`, count])),
  }
  return { broken, counted, details: await details(db, outcomes.filter(isWrong)) }
}

const isWrong = (outcome: Outcome) => THINGS.some((thing) => outcome[thing] !== 1)

/** Enough to see the cause: the cart's outcome, its orders and its events. */
async function details(db: Pool, wrong: readonly Outcome[]): Promise<unknown[]> {
  return Promise.all(
    wrong.slice(0, 10).map(async (outcome) => {
      const { rows: orders } = await db.query(
        `SELECT o.id, o.status, o.created_at, l.cart_id, p.payment_collection_id FROM "order" AS o
           LEFT JOIN order_cart AS l ON l.order_id = o.id LEFT JOIN order_payment_collection AS p ON p.order_id = o.id
          WHERE o.email = $1`,
        [outcome.email],
      )
      const { rows: events } = await db.query(
        `SELECT id, state, reason, attempts, last_error, received_at, processed_at FROM payment_webhook_event
          WHERE payment_session_id = $1 OR payload::text LIKE '%' || $1 || '%'`,
        [outcome.session_id],
      )
      return { ...outcome, orders_found: orders, events }
    }),
  )
}
