import type { DataSource } from "typeorm"
import {
  ReconciliationRunEntity,
  type AttentionKind,
  type NotificationState,
  type ReconciliationRun,
  type WebhookEventState,
} from "./entities"
import { EVENT, sqlList } from "./queues/states"

/** The state of the inbox and of everything behind it. Times are the database's. */
export interface StatusReport {
  readonly at: Date
  readonly events: ReadonlyArray<{ readonly state: WebhookEventState; readonly count: number; readonly oldest: Date }>
  /** Seconds for which the most overdue event has been waiting for a worker; null: none is due. */
  readonly overdue_seconds: number | null
  readonly notifications: ReadonlyArray<{ readonly state: NotificationState; readonly count: number; readonly oldest: Date }>
  readonly attention: ReadonlyArray<{ readonly kind: AttentionKind; readonly count: number; readonly oldest: Date }>
  readonly accounts: readonly AccountStatus[]
  readonly checks: { readonly open: number; readonly due: number; readonly failing: number; readonly oldest_due: Date | null }
  readonly findings: { readonly repairing: number; readonly in_review: number }
  readonly last_job: ReconciliationRun | null
  readonly last_command: ReconciliationRun | null
}

export interface AccountStatus {
  readonly account: string
  readonly last_webhook_at: Date | null
  readonly last_webhook_type: string | null
  readonly webhooks_24h: number
}

const COUNTED = `count(*)::int AS count`

/** Reads the current state, for people and monitors. */
export class StatusRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  async report(): Promise<StatusReport> {
    const one = async <T>(sql: string): Promise<T> => (await this.#db.query(sql))[0]
    const { at } = await one<{ at: Date }>(`SELECT now() AS at`)
    const { overdue_seconds } = await one<{ overdue_seconds: number | null }>(
      `SELECT extract(epoch FROM now() - min(next_attempt_at))::int AS overdue_seconds FROM payment_webhook_event
        WHERE state IN ${sqlList(EVENT.open)} AND next_attempt_at <= now()`,
    )
    return {
      at,
      overdue_seconds,
      events: await this.#db.query(
        `SELECT state, ${COUNTED}, min(received_at) AS oldest FROM payment_webhook_event GROUP BY state ORDER BY state`,
      ),
      notifications: await this.#db.query(
        `SELECT state, ${COUNTED}, min(created_at) AS oldest FROM payment_notification GROUP BY state ORDER BY state`,
      ),
      attention: await this.#db.query(
        `SELECT kind, ${COUNTED}, min(created_at) AS oldest FROM payment_attention WHERE state <> 'resolved' GROUP BY kind ORDER BY kind`,
      ),
      accounts: await this.#accounts(),
      checks: await one(
        `SELECT count(*)::int AS open, count(*) FILTER (WHERE due_at <= now())::int AS due,
                count(*) FILTER (WHERE attempts > 0)::int AS failing, min(due_at) FILTER (WHERE due_at <= now()) AS oldest_due
           FROM reconciliation_check WHERE NOT finished`,
      ),
      findings: await one(
        `SELECT count(*) FILTER (WHERE finding.state = 'repairing')::int AS repairing,
                count(*) FILTER (WHERE finding.state = 'in_review')::int AS in_review FROM reconciliation_finding AS finding`,
      ),
      last_job: await this.#lastRun("job"),
      last_command: await this.#lastRun("command"),
    }
  }

  /** When the last webhooks of an account came, newest first. */
  lastWebhooks(account: string, limit: number): Promise<Array<{ id: string; received_at: Date }>> {
    return this.#db.query(
      `SELECT id, received_at FROM payment_webhook_event
        WHERE account = $1 AND source = 'webhook' ORDER BY received_at DESC LIMIT $2`,
      [account, limit],
    )
  }

  /** The facts that an account's webhooks have reported so far. */
  async factsSeen(account: string): Promise<string[]> {
    const rows: Array<{ fact: string }> = await this.#db.query(
      `SELECT DISTINCT fact FROM payment_webhook_event
        WHERE account = $1 AND source = 'webhook' AND fact IS NOT NULL ORDER BY fact`,
      [account],
    )
    return rows.map(({ fact }) => fact)
  }

  /** The reasons why an account's webhooks of known types reported no fact, the commonest of the last 30 days first. */
  ignoredFor(account: string, limit: number): Promise<Array<{ type: string; detail: string; count: number }>> {
    return this.#db.query(
      `SELECT type, last_error AS detail, ${COUNTED} FROM payment_webhook_event
        WHERE account = $1 AND source = 'webhook' AND state = 'ignored' AND reason = 'no_fact' AND last_error IS NOT NULL
          AND received_at > now() - interval '30 days'
        GROUP BY type, last_error ORDER BY count DESC, type LIMIT $2`,
      [account, limit],
    )
  }

  /** Whether the database lacks a migration that this version brings. */
  migrationsPending(): Promise<boolean> {
    return this.#db.showMigrations()
  }

  /** The number of machines with open connections of the plugin; several processes on one machine cannot be distinguished. */
  async hostsConnected(): Promise<number> {
    const [row] = await this.#db.query(
      `SELECT count(DISTINCT client_addr)::int AS hosts FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'medusa-payment-notifications'`,
    )
    return row.hosts
  }

  #accounts(): Promise<AccountStatus[]> {
    return this.#db.query(
      `SELECT DISTINCT ON (account) account, received_at AS last_webhook_at, type AS last_webhook_type,
              (SELECT count(*)::int FROM payment_webhook_event AS recent
                WHERE recent.account = event.account AND recent.source = 'webhook'
                  AND recent.received_at > now() - interval '1 day') AS webhooks_24h
         FROM payment_webhook_event AS event WHERE source = 'webhook' ORDER BY account, received_at DESC`,
    )
  }

  #lastRun(trigger: ReconciliationRun["trigger"]): Promise<ReconciliationRun | null> {
    return this.#db.getRepository(ReconciliationRunEntity).findOne({ where: { trigger }, order: { started_at: "DESC" } })
  }
}
