import type { DataSource } from "typeorm"
import { changedBy } from "./changed-by"
import { DAYS_LOCK, FORGET_DAYS } from "./metrics-rollup.sql"
import { KEEP_DELIVERED_ORDERS } from "./order-snapshot.sql"
import { advisoryLock } from "./queues/advisory-lock"
import { lockFree } from "./queues/lease"
import { DELIVERY, EVENT, MESSAGE, sqlList } from "./queues/states"

/**
 * The rows that nobody needs to review any more; `$1` is days, `$2` the most rows to delete at once. Each begins at the oldest, so that
 * an index leads to them and a round that finds nothing reads nothing.
 */
const FINISHED = {
  webhookEvents: `
    SELECT id FROM payment_webhook_event AS event
     WHERE state IN ${sqlList(EVENT.done)}
       AND received_at < now() - make_interval(days => $1) AND processed_at < now() - make_interval(days => $1)
       AND NOT EXISTS (SELECT FROM payment_attention AS item WHERE item.webhook_event_id = event.id AND item.state <> 'resolved')
       AND NOT EXISTS (
         SELECT FROM reconciliation_finding AS finding WHERE finding.webhook_event_id = event.id AND finding.state <> 'repaired')
     ORDER BY received_at`,
  notifications: `
    SELECT id FROM payment_notification AS message
     WHERE state IN ${sqlList(MESSAGE.ended)} AND updated_at < now() - make_interval(days => $1)
       AND NOT EXISTS (SELECT FROM payment_attention AS item WHERE item.id = payment_attention_id AND item.state <> 'resolved')
     ORDER BY updated_at`,
  deliveries: `
    SELECT id FROM delivery
     WHERE state IN ${sqlList(DELIVERY.ended)} AND updated_at < now() - make_interval(days => $1)
     ORDER BY updated_at`,
  // A dry run's finding keeps its state: it goes with its run.
  findings: `
    SELECT id FROM reconciliation_finding AS finding
     WHERE updated_at < now() - make_interval(days => $1)
       AND (state = 'repaired' OR EXISTS (
         SELECT FROM reconciliation_run AS run WHERE run.id = reconciliation_run_id AND run.dry_run AND run.state <> 'running'))
     ORDER BY updated_at`,
  checks: `
    SELECT payment_session_id FROM reconciliation_check
     WHERE finished AND COALESCE(checked_at, started_at) < now() - make_interval(days => $1)
     ORDER BY COALESCE(checked_at, started_at)`,
  // The job's last run holds the cursor of the next one, and the status shows the last run of each trigger.
  runs: `
    SELECT id FROM reconciliation_run AS run
     WHERE state <> 'running' AND finished_at < now() - make_interval(days => $1)
       AND NOT EXISTS (SELECT FROM reconciliation_finding WHERE reconciliation_run_id = run.id)
       AND EXISTS (SELECT FROM reconciliation_run AS later WHERE later.trigger = run.trigger AND later.started_at > run.started_at)`,
  // There are never many.
  replays: `
    SELECT id FROM payment_webhook_replay WHERE state <> 'running' AND ended_at < now() - make_interval(days => $1)`,
  paymentMethodUses: `
    SELECT id FROM payment_method_use WHERE created_at < now() - make_interval(days => $1) ORDER BY created_at`,
  pushSubscriptions: `
    SELECT id FROM push_subscription WHERE expires_at < now() - make_interval(days => $1) ORDER BY expires_at`,
} as const

const TABLES = {
  webhookEvents: ["payment_webhook_event", "id"],
  notifications: ["payment_notification", "id"],
  deliveries: ["delivery", "id"],
  findings: ["reconciliation_finding", "id"],
  checks: ["reconciliation_check", "payment_session_id"],
  runs: ["reconciliation_run", "id"],
  replays: ["payment_webhook_replay", "id"],
  paymentMethodUses: ["payment_method_use", "id"],
  pushSubscriptions: ["push_subscription", "id"],
} as const satisfies Record<keyof typeof FINISHED, readonly [table: string, key: string]>

/** Statements that keep of the rows $1 what outlives them. */
const KEPT: { readonly [What in keyof typeof FINISHED]?: string } = { deliveries: KEEP_DELIVERED_ORDERS }

export type Retained = keyof typeof FINISHED

/** Deletes finished rows that are old. Times are the database's. */
export class RetentionRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Deletes up to `limit` finished rows older than `days` in one commit, and returns their number. Rows that another instance is
   * about to delete, or has just locked, are passed over. `first` runs with the rows before they are deleted.
   */
  async prune<R extends object>(
    what: Retained,
    days: number,
    limit: number,
    first?: (rows: R[]) => Promise<void>,
  ): Promise<number> {
    const [table, key] = TABLES[what]
    const forget = table in FORGET_DAYS ? FORGET_DAYS[table as keyof typeof FORGET_DAYS] : undefined
    return this.#db.transaction(async (manager) => {
      if (forget) await advisoryLock(manager, DAYS_LOCK)
      const finished: Record<string, string>[] = await manager.query(lockFree(FINISHED[what], "$2"), [days, limit])
      const keys = finished.map((row) => row[key])
      if (!keys.length) return 0
      if (first) await first(await manager.query(`SELECT * FROM ${table} WHERE ${key} = ANY ($1)`, [keys]))
      if (forget) await manager.query(forget, [keys])
      const keep = KEPT[what]
      if (keep) await manager.query(keep, [keys])
      const deleted = await changedBy(manager, `DELETE FROM ${table} WHERE ${key} = ANY ($1)`, [keys])
      return deleted
    })
  }
}
