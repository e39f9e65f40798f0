import { createDataSource } from "./data-source"
import { databaseSettings } from "./database-settings"

/** What Medusa hands to a module's migration functions. */
export interface MigrationArgs {
  readonly options?: unknown
  readonly container?: { resolve(key: string, options?: object): unknown }
  readonly logger?: { info(message: string): void }
  /** The names to revert, newest last; all of them when absent. */
  readonly migrationNames?: readonly string[]
}

function dataSourceFor({ options, container }: MigrationArgs) {
  const config = container?.resolve("configModule", { allowUnregistered: true }) as { projectConfig?: object } | undefined
  return createDataSource(databaseSettings(options, config?.projectConfig), 1)
}

/** `medusa db:migrate`: runs what is pending and names it. */
export async function runMigrations(args: MigrationArgs): Promise<Array<{ name: string }>> {
  const dataSource = await dataSourceFor(args).initialize()
  try {
    const ran = await dataSource.runMigrations()
    for (const { name } of ran) args.logger?.info(`● Migrated ${name}`)
    return ran.map(({ name }) => ({ name }))
  } finally {
    await dataSource.destroy()
  }
}

/** `medusa db:rollback`: undoes the named migrations, or the last one, as Medusa does for its own modules. */
export async function revertMigration(args: MigrationArgs): Promise<void> {
  const dataSource = await dataSourceFor(args).initialize()
  try {
    const times = args.migrationNames ? args.migrationNames.length : 1
    for (let i = 0; i < times; i++) await dataSource.undoLastMigration()
  } finally {
    await dataSource.destroy()
  }
}

/** `medusa db:generate` has nothing to write here: our migrations are written by hand. */
export async function generateMigration(args: MigrationArgs): Promise<void> {
  args.logger?.info("medusa-payment-notifications keeps its own TypeORM migrations; nothing to generate")
}
