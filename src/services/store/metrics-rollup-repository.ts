import type { DataSource } from "typeorm"
import { DAY_MS } from "./metrics-days"
import { changedDays, DAYS_LOCK, LONGEST_TRANSACTION, MISSING_DAYS, rollUp, ROW_BY_ROW } from "./metrics-rollup.sql"
import { SOURCES, type Figure } from "./metrics.sql"
import { tryAdvisoryLock } from "./queues/advisory-lock"

/** The longest report (92 days) and the period before it, with which it is compared, and the days that both may begin in. */
const KEPT_DAYS = 186

/** Days that one call counts: a store that has just been upgraded has months to count, and other work must not wait for them. */
const MOST_DAYS = 3

/** The counted days of reports. Several instances at once share the work. */
export class MetricsRollupRepository {
  readonly #db: DataSource

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Forgets days whose rows have changed and days that no report asks for, and counts days that are missing. `true`: more are. */
  async roll(): Promise<boolean> {
    await this.#forgetChanged()
    const missing: Array<{ day: string }> = await this.#db.query(MISSING_DAYS, [KEPT_DAYS, MOST_DAYS])
    for (const { day } of missing) await this.#count(day)
    return missing.length === MOST_DAYS
  }

  /** A change after this look is written later than `checked_at`, less the longest transaction. */
  async #forgetChanged(): Promise<void> {
    await this.#db.transaction(async (manager) => {
      if (!(await tryAdvisoryLock(manager, DAYS_LOCK))) return
      const [{ since }] = await manager.query(
        `SELECT min(checked_at) - interval '${LONGEST_TRANSACTION}' AS since FROM payment_metric_day`,
      )
      if (!since) return
      await manager.query(`DELETE FROM payment_metric_day WHERE day IN (SELECT day FROM (${changedDays("$1")}) AS changed)`, [
        since,
      ])
      await manager.query(`DELETE FROM payment_metric_day WHERE day < (now() AT TIME ZONE 'UTC')::date - $1::int`, [KEPT_DAYS])
      await manager.query(`UPDATE payment_metric_day SET checked_at = now()`)
    })
  }

  async #count(day: string): Promise<void> {
    const span = [new Date(day), new Date(Date.parse(day) + DAY_MS)]
    await this.#db.transaction(async (manager) => {
      if (!(await tryAdvisoryLock(manager, DAYS_LOCK, ROW_BY_ROW))) return
      const [added] = await manager.query(
        `INSERT INTO payment_metric_day (day, checked_at) VALUES ($1, now()) ON CONFLICT DO NOTHING RETURNING day`,
        [day],
      )
      if (!added) return
      for (const figure of Object.keys(SOURCES) as Figure[]) await manager.query(rollUp(figure), [...span, figure, day])
    })
  }
}
