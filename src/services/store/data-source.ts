import { DataSource } from "typeorm"
import type { ConnectionOptions, DatabaseSettings, DriverOptions } from "./database-settings"
import { NotificationPreferenceEntity } from "./entities"
import { QUERYABLE } from "./graph/query"
import { GuardedClient } from "./guarded-client"
import { migrations } from "./migrations"
import { PROCESS_NAME } from "./process-name"

export interface PoolSettings {
  readonly poolSize: number
  /** Lets statements take as long as they take: a migration of a large table is not cut by the bounds for daily work. */
  readonly unbounded?: boolean
}

/** Builds (does not open) the TypeORM data source on the store's database. */
export function createDataSource(
  { clientUrl, schema, driverOptions }: DatabaseSettings,
  { poolSize, unbounded = false }: PoolSettings,
): DataSource {
  const driver = { ...defined(driverOptions.connection), ...defined(driverOptions) }
  return new DataSource({
    type: "postgres",
    schema,
    entities: [...Object.values(QUERYABLE), NotificationPreferenceEntity],
    migrations,
    migrationsTableName: "payment_notification_migration",
    migrationsTransactionMode: "each",
    poolSize,
    ssl: (driver.ssl ?? false) as never,
    // Our own, whatever the store calls its connections: by it, processes know each other.
    applicationName: PROCESS_NAME,
    connectTimeoutMS: driver.connectionTimeoutMillis ?? 5_000,
    extra: {
      Client: GuardedClient,
      // An idle process shows in `pg_stat_activity`, too: `doctor` counts them there.
      min: 1,
      // As Medusa does: the driver parses the URL itself, with its sockets, parameters and TLS modes.
      connectionString: clientUrl,
      keepAlive: driver.keepAlive ?? true,
      keepAliveInitialDelayMillis: driver.keepAliveInitialDelayMillis ?? 10_000,
      ...pick(driver, PASSED_ON),
      ...(unbounded ? {} : pick(driver, BOUNDS)),
      ...pick(defined(driverOptions.pool), ["idleTimeoutMillis", "maxUses", "maxLifetimeSeconds"]),
      ...(driver.dynamicPassword && { password: driver.dynamicPassword }),
      ...sessionOptions(driver, schema),
    },
  })
}

const PASSED_ON = ["idle_in_transaction_session_timeout", "client_encoding", "sslnegotiation"] as const

const BOUNDS = ["statement_timeout", "lock_timeout", "query_timeout"] as const

/** Our SQL names tables without a schema. Sent only where it differs from the default: some poolers refuse it. */
function sessionOptions({ options }: ConnectionOptions, schema: string): { options?: string } {
  const all = [options, schema === "public" ? undefined : `-c search_path=${schema}`].filter(Boolean)
  return all.length ? { options: all.join(" ") } : {}
}

/** Without keys that are set to nothing: Medusa's own settings hold some, and they must not hide a default. */
const defined = <T extends object>(given: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(given ?? {}).filter(([, value]) => value !== undefined && value !== null)) as Partial<T>

const pick = <T extends DriverOptions | NonNullable<DriverOptions["pool"]>>(from: T, names: ReadonlyArray<keyof T>): Partial<T> =>
  Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))) as Partial<T>
