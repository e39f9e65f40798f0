import { MigrationExecutor, type DataSource, type EntityManager } from "typeorm"
import { InvalidStateError } from "../domain/errors"
import { APPLICATION, PROCESS_NAME } from "./process-name"
import { advisoryLock } from "./queues/advisory-lock"
import { DELIVERY, EVENT, MESSAGE, sqlList } from "./queues/states"

/** Tables that no entity describes. */
const WITHOUT_ENTITY = [
  "delivered_order",
  "delivery_snapshot",
  "payment_consumer",
  "payment_method_use",
  "payment_metric_cell",
  "payment_metric_day",
  "payment_notification_migration",
  "payment_webhook_count",
  "reconciliation_check",
]

/** Work that would be lost with the tables, by what it is. */
const UNFINISHED = {
  events_open: `payment_webhook_event WHERE state IN ${sqlList(EVENT.open)}`,
  events_quarantined: `payment_webhook_event WHERE state = 'quarantined'`,
  attention_open: `payment_attention WHERE state <> 'resolved'`,
  attention_unannounced: `payment_attention WHERE announced_at IS NULL`,
  facts_unannounced: `payment_transition WHERE announced_at IS NULL OR notified_at IS NULL`,
  after_payment_due: `payment_transition WHERE after_payment_due_at IS NOT NULL`,
  refunds_due: `payment_record WHERE refunds_due_at IS NOT NULL`,
  messages_unsent: `payment_notification WHERE state IN ${sqlList(MESSAGE.open)}`,
  // Of a destination that is disabled, they wait for a person who may never come.
  deliveries_open: `delivery WHERE state IN ${sqlList(DELIVERY.open)} AND destination_id IN (
    SELECT id FROM delivery_destination WHERE state <> 'disabled' AND deleted_at IS NULL)`,
  findings_open: `reconciliation_finding WHERE state <> 'repaired'`,
} as const

export type Unfinished = Readonly<Record<keyof typeof UNFINISHED, number>>

/** A process with open connections of the plugin. Other database users' machines and times are hidden from a plain user: null. */
export interface OtherProcess {
  readonly name: string
  readonly address: string | null
  readonly since: Date | null
}

/** The plugin's tables as a whole: what is in them, what they still have to do, who uses them, and how they go. */
export class InstallationRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** The plugin's tables that are there, by name, with their rows. */
  async tables(): Promise<Array<{ table: string; rows: number }>> {
    const tables = []
    for (const table of await this.#present(this.#db.manager)) {
      const [{ rows }] = await this.#db.query(`SELECT count(*)::float8 AS rows FROM ${table}`)
      tables.push({ table, rows })
    }
    return tables
  }

  /** How many rows of each kind are not finished. The tables must be there. */
  unfinished(manager: EntityManager = this.#db.manager): Promise<Unfinished> {
    const counts = Object.entries(UNFINISHED).map(([name, rows]) => `(SELECT count(*)::int FROM ${rows}) AS ${name}`)
    return manager.query(`SELECT ${counts.join(", ")}`).then(([row]) => row)
  }

  /** The other processes that have connections of the plugin to this database, the oldest first. */
  others(manager: EntityManager = this.#db.manager): Promise<OtherProcess[]> {
    return manager.query(
      `SELECT application_name AS name, min(host(client_addr)) AS address, min(backend_start) AS since FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, $1) AND application_name <> $2
        GROUP BY application_name ORDER BY since, name`,
      [APPLICATION, PROCESS_NAME],
    )
  }

  /**
   * Undoes every migration and drops their table, all or nothing. Throws InvalidStateError, and changes nothing, while another
   * process is connected or anything is unfinished: both are looked at under locks that keep every webhook out, so nothing comes
   * in between the look and the drop.
   */
  async remove(): Promise<void> {
    const queryRunner = this.#db.createQueryRunner()
    try {
      await queryRunner.startTransaction()
      const { manager } = queryRunner
      await advisoryLock(manager, "payment-notification-migration", { lock_timeout: "10s" })
      const tables = await this.#present(manager)
      if (!tables.length) throw new InvalidStateError("the database has no table of the plugin: there is nothing to uninstall")
      const others = await this.others(manager)
      if (others.length) {
        throw new InvalidStateError(
          `other processes use the plugin; stop them first: ${others.map(({ name, address }) => `${name} at ${address ?? "an unknown address"}`).join(", ")}`,
        )
      }
      await manager.query(`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`)
      const left = listUnfinished(await this.unfinished(manager))
      if (left.length) throw new InvalidStateError(`not everything is finished: ${left.join(", ")}`)
      // Old shapes need not fit new rows, and an empty table is changed at once.
      await manager.query(`TRUNCATE ${tables.filter((table) => table !== this.#migrationsTable).join(", ")}`)
      const executor = new MigrationExecutor(this.#db, queryRunner)
      executor.transaction = "none"
      for (const _migration of await executor.getExecutedMigrations()) await executor.undoLastMigration()
      await manager.query(`DROP TABLE ${this.#migrationsTable}`)
      await queryRunner.commitTransaction()
    } catch (error) {
      if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction()
      throw error
    } finally {
      await queryRunner.release()
    }
  }

  get #migrationsTable(): string {
    return this.#db.options.migrationsTableName!
  }

  /** Those that our SQL finds, which names no schema: another one may come before theirs in the search path. */
  async #present(manager: EntityManager): Promise<string[]> {
    const ours = [...this.#db.entityMetadatas.map(({ tableName }) => tableName), ...WITHOUT_ENTITY]
    const rows: Array<{ name: string }> = await manager.query(
      `SELECT relname AS name FROM pg_class
        WHERE relkind = 'r' AND pg_table_is_visible(oid) AND relname = ANY($1) ORDER BY relname`,
      [ours],
    )
    return rows.map(({ name }) => name)
  }
}

/** `events_open 2`, of what is not zero. */
export const listUnfinished = (unfinished: Unfinished): string[] =>
  Object.entries(unfinished)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
