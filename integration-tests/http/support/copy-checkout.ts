import { generateEntityId } from "@medusajs/framework/utils"
import { uniqueEmail, type TestStore } from "../../setup"
import type { ReadyCart } from "../../../scripts/lib/shop"

/** Every table with rows of an unfinished checkout, and whose they are. */
const ROWS: Readonly<Record<string, string>> = {
  cart_address: `id IN (SELECT shipping_address_id FROM cart WHERE id = $1 UNION SELECT billing_address_id FROM cart WHERE id = $1)`,
  cart: `id = $1`,
  cart_line_item: `cart_id = $1`,
  cart_line_item_tax_line: `item_id IN (SELECT id FROM cart_line_item WHERE cart_id = $1)`,
  cart_shipping_method: `cart_id = $1`,
  cart_shipping_method_tax_line: `shipping_method_id IN (SELECT id FROM cart_shipping_method WHERE cart_id = $1)`,
  payment_collection: `id IN (SELECT payment_collection_id FROM cart_payment_collection WHERE cart_id = $1)`,
  cart_payment_collection: `cart_id = $1`,
  payment_session: `payment_collection_id IN (SELECT payment_collection_id FROM cart_payment_collection WHERE cart_id = $1)`,
}

const prefixOf = (id: string): string => id.slice(0, id.lastIndexOf("_"))

/**
 * More checkouts like this one, each a guest's of its own with a payment of its own at the gateway. They are copied row by row, which
 * costs milliseconds where a checkout over HTTP takes Medusa a second of work: for tests of what happens to hundreds of them later.
 */
export async function copyCheckouts(
  { db, gateway }: Pick<TestStore, "db" | "gateway">,
  { cart, session, paymentId }: ReadyCart,
  count: number,
): Promise<ReadyCart[]> {
  const model = new Map<string, string>()
  const ids = new Set<string>()
  for (const [table, where] of Object.entries(ROWS)) {
    const { rows } = await db.query(
      `SELECT json_agg(to_json(t))::text AS text, array_agg(id) AS ids FROM ${table} t WHERE ${where}`,
      [cart.id],
    )
    if (!rows[0].text) continue
    model.set(table, rows[0].text)
    for (const id of rows[0].ids) ids.add(id)
  }
  const { amount, currency, capture_mode } = await gateway.client.payment(paymentId)
  const copy = async (): Promise<ReadyCart> => {
    const renamed = new Map([...ids].map((id) => [id, generateEntityId(undefined, prefixOf(id))]))
    const sessionId = renamed.get(session.id)!
    const payment = await gateway.client.createPayment({ amount, currency, capture_mode, session_id: sessionId })
    const email = uniqueEmail()
    renamed.set(paymentId, payment.id).set(cart.email!, email)
    for (const [table, text] of model) {
      const rows = [...renamed].reduce((rows, [old, fresh]) => rows.replaceAll(old, fresh), text)
      await db.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [rows])
    }
    const data = { ...session.data, id: payment.id }
    return {
      cart: { ...cart, id: renamed.get(cart.id)!, email },
      session: { ...session, id: sessionId, data },
      paymentId: payment.id,
    }
  }
  const copies: ReadyCart[] = []
  while (copies.length < count) copies.push(await copy())
  return copies
}
