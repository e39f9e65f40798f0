import type { ReadyCart } from "../../../scripts/lib/shop"
import type { TestStore } from "../../setup"

/**
 * A second session of the same cart with a payment of its own at the gateway, as a fault elsewhere would leave it: core itself
 * keeps only one.
 */
export async function sessionBeside(
  { db, gateway }: Pick<TestStore, "db" | "gateway">,
  { cart, session }: ReadyCart,
): Promise<ReadyCart> {
  const id = `${session.id}B`
  const payment = await gateway.client.createPayment({ amount: 2500, currency: "EUR", session_id: id })
  await db.query(
    `INSERT INTO payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id)
     SELECT $2, currency_code, amount, raw_amount, provider_id, jsonb_build_object('id', $3::text, 'currency', 'EUR'), 'pending', payment_collection_id
       FROM payment_session WHERE id = $1`,
    [session.id, id, payment.id],
  )
  return { cart, paymentId: payment.id, session: { ...session, id, data: { ...session.data, id: payment.id } } }
}
