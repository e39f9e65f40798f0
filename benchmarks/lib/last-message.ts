import { poll } from "../../scripts/lib/poll"
import { log } from "../../scripts/lib/log"
import type { ReadyPayment } from "./carts"
import type { Bench } from "./lab"
import { OWN } from "./statements"

/** An order's message may come after its capture: it is waited for, and its absence is said. */
const PATIENCE_MS = 60_000

const MESSAGES = `
  SELECT count(*) FILTER (WHERE record.id IS NULL)::int AS without_record,
         count(*) FILTER (WHERE record.id IS NOT NULL AND message.id IS NULL)::int AS unplanned,
         count(*) FILTER (WHERE message.state <> 'sent')::int AS unsent,
         max(message.sent_at) AS last
    FROM unnest($1::text[]) AS ${OWN} (session_id)
    LEFT JOIN payment_record AS record ON record.payment_session_id = ${OWN}.session_id
    LEFT JOIN payment_notification AS message ON message.payment_record_id = record.id`

interface Messages {
  readonly without_record: number
  readonly unplanned: number
  readonly unsent: number
  readonly last: Date | null
}

/**
 * Waits until every payment that the plugin recorded has its message, and resolves to the time at which the last was handed over, in
 * milliseconds since 1970; NaN where the store sends none. Logs what is missing when it has waited in vain.
 */
export async function lastMessageAt({ db }: Bench, carts: readonly ReadyPayment[]): Promise<number> {
  const look = async () => (await db.query<Messages>(MESSAGES, [carts.map(({ sessionId }) => sessionId)])).rows[0]!
  const isComplete = (found: Messages) => found.without_record === carts.length || found.unplanned + found.unsent === 0
  await poll("messages", async () => isComplete(await look()), { timeoutMs: PATIENCE_MS, everyMs: 100 }).catch(() => undefined)
  const { last, ...found } = await look()
  if (!isComplete({ last, ...found })) log(`messages are missing: ${JSON.stringify(found)}`)
  return last?.getTime() ?? NaN
}
