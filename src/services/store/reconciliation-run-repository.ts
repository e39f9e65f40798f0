import type { DataSource } from "typeorm"
import { ReconciliationRunEntity, type ReconciliationCursor, type ReconciliationRun } from "./entities"
import { tryAdvisoryLock } from "./queues/advisory-lock"
import { rowId } from "./row-id"

/** The progress of a run since it was last written. */
export interface RunProgress {
  readonly checked?: number
  readonly differing?: number
  readonly failed?: number
  readonly calls?: number
}

/** Runs of reconciliation: their counts, and the position at which the job goes on after a restart. */
export class ReconciliationRunRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /**
   * Runs `work` if no other process reconciles; undefined otherwise. The lock ends with its connection, so that a killed process
   * holds up nobody.
   */
  exclusively<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.#db.transaction(async (manager) => {
      // The transaction is idle while the work goes on.
      const settings = { idle_in_transaction_session_timeout: "0" }
      return (await tryAdvisoryLock(manager, "payment-notification-reconciliation", settings)) ? work() : undefined
    })
  }

  /** The job's run of this hour: the one that is open, or a new one that goes on where the last one was. */
  async ofTheHour(): Promise<ReconciliationRun> {
    await this.#db.query(
      `UPDATE reconciliation_run SET state = 'finished', finished_at = now()
        WHERE trigger = 'job' AND state = 'running' AND started_at < now() - interval '1 hour'`,
    )
    const open = await this.#db
      .getRepository(ReconciliationRunEntity)
      .findOne({ where: { trigger: "job", state: "running" }, order: { started_at: "DESC" } })
    if (open) return open
    const [row] = await this.#db.query(
      `INSERT INTO reconciliation_run (id, trigger, cursor)
       VALUES ($1, 'job', (SELECT cursor FROM reconciliation_run WHERE trigger = 'job' ORDER BY started_at DESC LIMIT 1))
       RETURNING *`,
      [rowId("recr")],
    )
    return row
  }

  /** Only for the holder of the lock: a command that still seems to run was killed. */
  async openCommand(of: { account: string | null; since: Date; dryRun: boolean }): Promise<ReconciliationRun> {
    await this.#db.query(
      `UPDATE reconciliation_run SET state = 'failed', last_error = 'ended before it was finished', finished_at = now()
        WHERE trigger = 'command' AND state = 'running'`,
    )
    const [row] = await this.#db.query(
      `INSERT INTO reconciliation_run (id, trigger, account, since, dry_run) VALUES ($1, 'command', $2, $3, $4) RETURNING *`,
      [rowId("recr"), of.account, of.since, of.dryRun],
    )
    return row
  }

  find(id: string): Promise<ReconciliationRun | null> {
    return this.#db.getRepository(ReconciliationRunEntity).findOneBy({ id })
  }

  /** Adds to the run's counts; this also shows that the run is alive. */
  async progress(id: string, { checked = 0, differing = 0, failed = 0, calls = 0 }: RunProgress): Promise<void> {
    await this.#db.query(
      `UPDATE reconciliation_run
          SET checked = checked + $2, differing = differing + $3, failed = failed + $4, calls = calls + $5, updated_at = now()
        WHERE id = $1`,
      [id, checked, differing, failed, calls],
    )
  }

  /** Saves the position at which a run goes on after a restart. */
  async saveCursor(id: string, cursor: ReconciliationCursor): Promise<void> {
    await this.#db.query(`UPDATE reconciliation_run SET cursor = $2, updated_at = now() WHERE id = $1`, [
      id,
      JSON.stringify(cursor),
    ])
  }

  /** Saves the last fault, a provider's or ours, for people. */
  async saveError(id: string, message: string): Promise<void> {
    await this.#db.query(`UPDATE reconciliation_run SET last_error = $2, updated_at = now() WHERE id = $1`, [id, message])
  }

  async finish(id: string, state: "finished" | "failed"): Promise<void> {
    await this.#db.query(
      `UPDATE reconciliation_run SET state = $2, finished_at = now(), updated_at = now() WHERE id = $1 AND state = 'running'`,
      [id, state],
    )
  }
}
