import type { Pool } from "pg"
import { poll } from "../../scripts/lib/poll"
import { OWN } from "./statements"

/** Rows with open work. On a store without the plugin the tables are there and empty. */
const OPEN = `
  SELECT (SELECT count(*) FROM payment_webhook_event WHERE state IN ('received', 'processing', 'failed'))::int AS events,
         (SELECT count(*) FROM payment_transition
           WHERE announced_at IS NULL OR notified_at IS NULL OR after_payment_due_at IS NOT NULL)::int AS transitions,
         (SELECT count(*) FROM payment_notification WHERE state IN ('pending', 'sending', 'failed'))::int AS notifications
    FROM (SELECT) AS ${OWN}`

export type OpenWork = Record<"events" | "transitions" | "notifications", number>

export async function openWork(db: Pool): Promise<OpenWork> {
  return (await db.query<OpenWork>(OPEN)).rows[0]!
}

/** Waits until no work is left; resolves to the open work when time is up. */
export async function quiescence(db: Pool, timeoutMs = 180_000): Promise<OpenWork> {
  const idle = async () => Object.values(await openWork(db)).every((count) => count === 0)
  await poll("quiescence", idle, { timeoutMs, everyMs: 250 }).catch(() => undefined)
  return openWork(db)
}
