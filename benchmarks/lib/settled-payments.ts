import type { Pool } from "pg"
import type { Gateway } from "../../src/testing"

const AT_ONCE = 16
const AMOUNT = 2500

/**
 * Payments whose webhooks came and were applied: at the provider, in Medusa's payment sessions and in the plugin's records. Written with
 * SQL, because only those without webhooks are measured, and ten thousand orders take an hour to make.
 */
export async function addSettledPayments(db: Pool, gateway: Gateway, account: string, count: number): Promise<void> {
  let begun = 0
  const worker = async () => {
    while (begun < count) {
      const n = ++begun
      const session = `payses_${String(n).padStart(26, "0")}`
      const { id } = await gateway.client.createPayment({ amount: AMOUNT, currency: "EUR", session_id: session })
      await gateway.client.change(id, "pay", { delivery: { times: 0 } })
      await addRows(db, { n, session, paymentId: id, account })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

interface Settled {
  readonly n: number
  readonly session: string
  readonly paymentId: string
  readonly account: string
}

async function addRows(db: Pool, { n, session, paymentId, account }: Settled): Promise<void> {
  const raw = JSON.stringify({ value: "25", precision: 20 })
  await db.query(
    `WITH collection AS (
       INSERT INTO payment_collection (id, currency_code, amount, raw_amount, status)
       VALUES ($1, 'eur', 25, $2, 'completed') RETURNING id)
     INSERT INTO payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id)
     SELECT $3, 'eur', 25, $2, 'pp_sandbox_sandbox', $4, 'captured', id FROM collection`,
    [`paycol_bench_${n}`, raw, session, JSON.stringify({ id: paymentId })],
  )
  await db.query(
    `INSERT INTO payment_record (id, payment_session_id, account, provider, payment_provider_id, provider_payment_id, state, version,
                                 amount, captured_amount, currency_code)
     VALUES ($1, $2, $3, 'sandbox', 'pp_sandbox_sandbox', $4, 'captured', 1, $5, $5, 'eur')`,
    [`prec_bench_${n}`, session, account, paymentId, AMOUNT],
  )
}
