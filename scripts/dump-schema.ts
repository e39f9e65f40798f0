import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { Client } from "pg"
import { describeSchema } from "./lib/describe-schema"
import { createDataSource } from "../src/services/store/data-source"
import { onServer, startPostgres } from "./lib/postgres"

const DATABASE = "payment_notifications_schema_dump"

/** `npm run db:dump`: runs every migration in an empty database and writes the resulting tables to `schema.sql`. */
async function main(): Promise<void> {
  const postgres = await startPostgres({ serverUrl: process.env.DATABASE_URL })
  const url = postgres.url(DATABASE)
  try {
    await onServer(postgres, `DROP DATABASE IF EXISTS ${DATABASE}`)
    await onServer(postgres, `CREATE DATABASE ${DATABASE}`)
    const dataSource = await createDataSource(
      { clientUrl: url, schema: "public", driverOptions: {} },
      { poolSize: 1 },
    ).initialize()
    await dataSource.runMigrations()
    await dataSource.destroy()
    const client = new Client({ connectionString: url })
    await client.connect()
    await writeFile(join(__dirname, "..", "schema.sql"), await describeSchema(client))
    await client.end()
  } finally {
    await postgres.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
