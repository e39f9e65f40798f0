import type { EntityManager } from "typeorm"

/** Settings of the transaction, made before the wait for the lock. */
export interface LockSettings {
  readonly lock_timeout?: string
  readonly idle_in_transaction_session_timeout?: string
  readonly enable_seqscan?: "off"
  readonly enable_hashjoin?: "off"
  readonly enable_mergejoin?: "off"
}

/**
 * Keeps every other caller that asks for `key` away until the transaction ends, in any process. The lock dies with its
 * connection, so that a killed worker holds up nobody.
 */
export async function advisoryLock(manager: EntityManager, key: string, settings: LockSettings = {}): Promise<void> {
  await lock(manager, "pg_advisory_xact_lock", key, settings)
}

/** The same without waiting: `false` if another caller holds the lock. */
export async function tryAdvisoryLock(manager: EntityManager, key: string, settings: LockSettings = {}): Promise<boolean> {
  const [{ locked }] = await lock(manager, "pg_try_advisory_xact_lock", key, settings)
  return locked
}

/** One statement, because it runs once per event: PostgreSQL evaluates a SELECT's columns from left to right. */
function lock(manager: EntityManager, how: string, key: string, settings: LockSettings): Promise<[{ locked: boolean }]> {
  const set = Object.keys(settings).map((name, index) => `set_config('${name}', $${index + 2}, true), `)
  return manager.query(`SELECT ${set.join("")}${how}(hashtextextended($1, 0)) AS locked`, [key, ...Object.values(settings)])
}
