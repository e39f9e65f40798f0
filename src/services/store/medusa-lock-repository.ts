import type { DataSource } from "typeorm"
import { changedBy } from "./changed-by"

/** A holder may be a little late; one that still works this long after the end of its own lease is not to be expected. */
const GRACE_SECONDS = 5

/**
 * The rows of Medusa's `locking-postgres`. That provider frees an expired lock only for its own holder. If the holder has died, the
 * row would stay, and nobody could complete the cart any more; the other providers free a lock with its lease.
 */
export class MedusaLockRepository {
  readonly #db: DataSource
  /** The table is made by a migration, before this process starts. */
  #isInstalled: Promise<boolean> | undefined

  constructor({ dataSource }: { dataSource: DataSource }) {
    this.#db = dataSource
  }

  /** Deletes the lock of `key` if its lease is over by the database's clock; a lock without a lease stays. */
  async deleteExpired(key: string): Promise<boolean> {
    if (!(await this.#hasTable())) return false
    // Medusa's clock is the real one, also where a test steps ours.
    const changed = await changedBy(
      this.#db,
      `DELETE FROM locking WHERE id = $1 AND expiration < pg_catalog.now() - make_interval(secs => $2)`,
      [key, GRACE_SECONDS],
    )
    return changed > 0
  }

  #hasTable(): Promise<boolean> {
    this.#isInstalled ??= this.#db
      .query(`SELECT to_regclass('locking') IS NOT NULL AS there`)
      .then(([{ there }]: [{ there: boolean }]) => there)
      .catch((error: unknown) => {
        this.#isInstalled = undefined
        throw error
      })
    return this.#isInstalled
  }
}
