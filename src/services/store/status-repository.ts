import type { DataSource } from "typeorm"
import {
  ReconciliationRunEntity,
  type AttentionKind,
  type NotificationState,
  type ReconciliationRun,
  type WebhookEventState,
} from "./entities"
import { APPLICATION, PROCESS_NAME } from "./process-name"
import { EVENT, sqlList } from "./queues/states"

/** The state of the inbox and of everything behind it. Times are the database's. */
export interface StatusReport {
  readonly at: Date
  readonly events: ReadonlyArray<{ readonly state: WebhookEventState; readonly count: number; readonly oldest: Date }>
  /** Seconds for which the most overdue event has been waiting for a worker; null: none is due. */
  readonly overdue_seconds: number | null
  readonly notifications: ReadonlyArray<{ readonly state: NotificationState; readonly count: number; readonly oldest: Date }>
  /** Channels of the options that no provider of the Notification Module has: no message is planned for them. */
  readonly channels_without_provider: readonly string[]
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

/** The registrations that the report needs. */
interface Parts {
  readonly dataSource: DataSource
  readonly channelsWithoutProvider: readonly string[]
}

/** Reads the current state, for people and monitors. */
export class StatusRepository {
  readonly #db: DataSource

  readonly #channelsWithoutProvider: readonly string[]

  constructor({ dataSource, channelsWithoutProvider }: Parts) {
    this.#db = dataSource
    this.#channelsWithoutProvider = channelsWithoutProvider
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
      channels_without_provider: this.#channelsWithoutProvider,
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
                count(*) FILTER (WHERE finding.state = 'in_review')::int AS in_review
           FROM reconciliation_finding AS finding WHERE finding.state <> 'repaired'`,
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

  /** The payments of the last 30 days that were reported as paid to an account and belong to no session of this store. */
  async paidElsewhere(account: string): Promise<number> {
    const [row] = await this.#db.query(
      `SELECT count(DISTINCT COALESCE(provider_payment_id, event_id))::int AS payments FROM payment_webhook_event
        WHERE account = $1 AND source = 'webhook' AND state = 'ignored' AND reason = 'no_session'
          AND fact IN ('payment.authorized', 'payment.captured') AND received_at > now() - interval '30 days'`,
      [account],
    )
    return row.payments
  }

  /** Whether the database lacks a migration that this version brings. */
  migrationsPending(): Promise<boolean> {
    return this.#db.showMigrations()
  }

  /** The number of other processes with open connections of the plugin, on whatever machine. Those of older versions count as one. */
  async othersConnected(): Promise<number> {
    const [row] = await this.#db.query(
      `SELECT count(DISTINCT application_name)::int AS others FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, $1) AND application_name <> $2`,
      [APPLICATION, PROCESS_NAME],
    )
    return row.others
  }

  /** Asks the index once for each account, however many webhooks it has sent. */
  #accounts(): Promise<AccountStatus[]> {
    return this.#db.query(
      `WITH RECURSIVE known AS (
         SELECT min(account) AS account FROM payment_webhook_event WHERE source = 'webhook'
         UNION ALL
         SELECT (SELECT min(event.account) FROM payment_webhook_event AS event
                  WHERE source = 'webhook' AND event.account > known.account)
           FROM known WHERE known.account IS NOT NULL)
       SELECT known.account, last.received_at AS last_webhook_at, last.type AS last_webhook_type,
              (SELECT count(*)::int FROM payment_webhook_event AS recent
                WHERE recent.account = known.account AND recent.source = 'webhook'
                  AND recent.received_at > now() - interval '1 day') AS webhooks_24h
         FROM known, LATERAL (
                SELECT received_at, type FROM payment_webhook_event AS event
                 WHERE event.account >= known.account AND source = 'webhook' ORDER BY event.account, received_at DESC LIMIT 1) AS last
        ORDER BY known.account`,
    )
  }

  #lastRun(trigger: ReconciliationRun["trigger"]): Promise<ReconciliationRun | null> {
    return this.#db.getRepository(ReconciliationRunEntity).findOne({ where: { trigger }, order: { started_at: "DESC" } })
  }
}
