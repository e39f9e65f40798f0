import type { Pool } from "pg"
import type { ReadyPayment } from "./carts"

/** The outcome of one paid cart. Any count other than one of each is a fault. */
export interface Outcome {
  readonly session_id: string
  readonly email: string
  /** By the guest's address, so that an order which lost its link to the cart is counted, too. */
  readonly orders: number
  readonly linked_orders: number
  readonly payments: number
  readonly captures: number
  readonly transactions: number
  readonly notifications: number
}

const OUTCOMES = `
  SELECT given.session_id, given.email,
         (SELECT count(*) FROM "order" WHERE email = given.email AND deleted_at IS NULL)::int AS orders,
         (SELECT count(*) FROM order_cart WHERE cart_id = given.cart_id AND deleted_at IS NULL)::int AS linked_orders,
         (SELECT count(*) FROM payment WHERE payment_session_id = given.session_id AND deleted_at IS NULL)::int AS payments,
         (SELECT count(*) FROM capture JOIN payment ON payment.id = capture.payment_id
           WHERE payment.payment_session_id = given.session_id AND capture.deleted_at IS NULL)::int AS captures,
         (SELECT count(*) FROM order_transaction AS transaction JOIN "order" ON "order".id = transaction.order_id
           WHERE "order".email = given.email AND transaction.reference = 'capture'
             AND transaction.deleted_at IS NULL)::int AS transactions,
         (SELECT count(*) FROM payment_notification AS message JOIN payment_record AS record
              ON record.id = message.payment_record_id
           WHERE record.payment_session_id = given.session_id AND message.state = 'sent')::int AS notifications
    FROM unnest($1::text[], $2::text[], $3::text[]) AS given (session_id, cart_id, email)`

/** Counts, for every cart, the things that must be there exactly once. */
export async function audit(db: Pool, carts: readonly ReadyPayment[]): Promise<Outcome[]> {
  const column = (key: "sessionId" | "cartId" | "email") => carts.map((cart) => cart[key])
  return (await db.query<Outcome>(OUTCOMES, [column("sessionId"), column("cartId"), column("email")])).rows
}

type Counted = Exclude<keyof Outcome, "session_id" | "email">

/** Carts with none, and carts with too many, of one thing. */
export const lost = (outcomes: readonly Outcome[], of: Counted): number => outcomes.filter((outcome) => outcome[of] < 1).length
export const doubled = (outcomes: readonly Outcome[], of: Counted): number => outcomes.filter((outcome) => outcome[of] > 1).length
