import { DataSource } from "typeorm"
import type { DatabaseSettings } from "./database-settings"
import { NotificationPreferenceEntity } from "./entities"
import { QUERYABLE } from "./graph/query"
import { GuardedClient } from "./guarded-client"
import { migrations } from "./migrations"

/** Builds (does not open) the TypeORM data source on the store's database. */
export function createDataSource({ clientUrl, schema, driverOptions }: DatabaseSettings, poolSize: number): DataSource {
  const driver = { ...driverOptions.connection, ...driverOptions }
  return new DataSource({
    type: "postgres",
    schema,
    entities: [...Object.values(QUERYABLE), NotificationPreferenceEntity],
    migrations,
    migrationsTableName: "payment_notification_migration",
    migrationsTransactionMode: "each",
    poolSize,
    ssl: (driver.ssl ?? false) as never,
    applicationName: "medusa-payment-notifications",
    connectTimeoutMS: driver.connectionTimeoutMillis ?? 5_000,
    extra: {
      Client: GuardedClient,
      // As Medusa does: the driver parses the URL itself, with its sockets, parameters and TLS modes.
      connectionString: clientUrl,
      keepAlive: driver.keepAlive ?? true,
      keepAliveInitialDelayMillis: driver.keepAliveInitialDelayMillis ?? 10_000,
      ...(driver.idle_in_transaction_session_timeout !== undefined && {
        idle_in_transaction_session_timeout: driver.idle_in_transaction_session_timeout,
      }),
      ...(driver.dynamicPassword && { password: driver.dynamicPassword }),
      // Our SQL names tables without a schema. Sent only where it differs from the default: some poolers refuse it.
      ...(schema !== "public" && { options: `-c search_path=${schema}` }),
    },
  })
}
