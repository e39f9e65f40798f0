import type { DataSource } from "typeorm"
import { createDataSource } from "./data-source"
import { databaseSettings } from "./database-settings"
import { openDataSource } from "./open-data-source"
import { setTimeout as wait } from "node:timers/promises"
import { tryAdvisoryLock } from "./queues/advisory-lock"

/** The arguments that Medusa passes to a module's migration functions. */
export interface MigrationArgs {
  readonly options?: unknown
  readonly container?: { resolve(key: string, options?: object): unknown }
  readonly logger?: { info(message: string): void }
  /** The names to revert, newest last; all of them when absent. */
  readonly migrationNames?: readonly string[]
}

const ASK_AGAIN_MS = 200

/**
 * Instances of a deployment may migrate at once, and TypeORM does not serialize them: the second one waits and finds the work done.
 * It asks again and again rather than wait in a query: PostgreSQL builds an index beside the traffic only once every query that began
 * before has ended, so that the two would wait for each other for ever.
 */
async function exclusively<T>({ options, container }: MigrationArgs, work: (dataSource: DataSource) => Promise<T>): Promise<T> {
  const config = container?.resolve("configModule", { allowUnregistered: true }) as { projectConfig?: object } | undefined
  // Two connections: one holds the lock, the other migrates.
  const dataSource = await openDataSource(
    createDataSource(databaseSettings(options, config?.projectConfig), { poolSize: 2, unbounded: true }),
  )
  try {
    for (;;) {
      const done = await dataSource.transaction(async (manager) => {
        // The transaction is idle while the work goes on.
        const settings = { idle_in_transaction_session_timeout: "0" }
        if (await tryAdvisoryLock(manager, "payment-notification-migration", settings)) return { result: await work(dataSource) }
        return undefined
      })
      if (done) return done.result
      await wait(ASK_AGAIN_MS)
    }
  } finally {
    await dataSource.destroy()
  }
}

/** `medusa db:migrate`: runs the pending migrations and returns their names. */
export async function runMigrations(args: MigrationArgs): Promise<Array<{ name: string }>> {
  const ran = await exclusively(args, (dataSource) => dataSource.runMigrations())
  for (const { name } of ran) args.logger?.info(`● Migrated ${name}`)
  return ran.map(({ name }) => ({ name }))
}

/** `medusa db:rollback`: undoes the named migrations, or the last one, as Medusa does for its own modules. */
export async function revertMigration(args: MigrationArgs): Promise<void> {
  const times = args.migrationNames ? args.migrationNames.length : 1
  await exclusively(args, async (dataSource) => {
    for (let i = 0; i < times; i++) await dataSource.undoLastMigration()
  })
}

/** `medusa db:generate` has nothing to write here: our migrations are written by hand. */
export async function generateMigration(args: MigrationArgs): Promise<void> {
  args.logger?.info("medusa-payment-notifications keeps its own TypeORM migrations; nothing to generate")
}
