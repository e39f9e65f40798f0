import { setTimeout as pause } from "node:timers/promises"
import type { Pool } from "pg"
import { OWN } from "./statements"

/**
 * Milliseconds between two looks: the resolution of every latency. A look costs the machine a few milliseconds of CPU, which counts
 * where the orders of a burst are counted, and their latency is long.
 */
const EVERY_MS = { steady: 20, burst: 100 } as const

/** An order is captured when it has its payment, the capture, and the order transaction for it: core and we write all three. */
const CAPTURED = `
  SELECT session.id AS id, true AS ${OWN}
    FROM payment_session AS session
    JOIN payment ON payment.payment_session_id = session.id AND payment.captured_at IS NOT NULL
    JOIN order_payment_collection AS link
      ON link.payment_collection_id = session.payment_collection_id AND link.deleted_at IS NULL
    JOIN order_transaction AS transaction ON transaction.order_id = link.order_id AND transaction.reference = 'capture'
   WHERE session.id = ANY($1)`

/**
 * Records when each session's order became captured, until all are or nothing has happened for `patienceMs`. It asks the database
 * and not the store, whose CPU is measured.
 */
export async function watchCaptures(
  db: Pool,
  sessionIds: readonly string[],
  { patienceMs, pace }: { patienceMs: number; pace: keyof typeof EVERY_MS },
): Promise<Map<string, number>> {
  const capturedAt = new Map<string, number>()
  const outstanding = new Set(sessionIds)
  let progressAt = performance.now()
  while (outstanding.size && performance.now() - progressAt < patienceMs) {
    const { rows } = await db.query<{ id: string }>(CAPTURED, [[...outstanding]])
    const now = performance.now()
    for (const { id } of rows) {
      if (outstanding.delete(id)) capturedAt.set(id, now)
    }
    if (rows.length) progressAt = now
    await pause(EVERY_MS[pace])
  }
  return capturedAt
}
