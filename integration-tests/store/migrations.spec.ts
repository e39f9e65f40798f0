import { readFile } from "node:fs/promises"
import path from "node:path"
import { Client } from "pg"
import { revertMigration, runMigrations } from "../../src/services/store/run-migrations"
import { createTestDatabase, type TestDatabase } from "../setup"
import { describeSchema } from "../../scripts/lib/describe-schema"

const SCHEMA_FILE = path.join(__dirname, "..", "..", "schema.sql")

let database: TestDatabase
let client: Client

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  client = new Client({ connectionString: database.url })
  await client.connect()
})

afterEach(async () => {
  await client.end()
  await database.drop()
})

const args = (schema?: string) => ({ options: { database: { clientUrl: database.url, ...(schema ? { schema } : {}) } } })

const tablesIn = async (schema: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace($1) ORDER BY 1`,
    [schema],
  )
  return rows.map(({ name }) => name)
}

const TABLES = [
  "delivered_order",
  "delivery",
  "delivery_attempt",
  "delivery_destination",
  "delivery_snapshot",
  "notification_preference",
  "payment_attention",
  "payment_attention_decision",
  "payment_capture",
  "payment_consumer",
  "payment_dispute",
  "payment_method_use",
  "payment_metric_cell",
  "payment_metric_day",
  "payment_notification",
  "payment_notification_attempt",
  "payment_notification_migration",
  "payment_record",
  "payment_refund",
  "payment_transition",
  "payment_webhook_count",
  "payment_webhook_event",
  "payment_webhook_replay",
  "push_subscription",
  "reconciliation_check",
  "reconciliation_finding",
  "reconciliation_run",
]

const MIGRATIONS = [
  "CreatePaymentWebhookTables1795245600000",
  "CreateMoneyTables1795332000000",
  "CreateNotificationTables1795418400000",
  "AddFailedOverAt1795504800000",
  "RenameToTradeWords1795591200000",
  "AddDisputeOutcome1795677600000",
  "AddDecisionAmount1795764000000",
  "AddRefundsDueAt1795766000000",
  "AddAgeIndexes1795850400000",
  "CreateMetricsRollup1795936800000",
  "AddLapsedLeases1796023200000",
  "AddErasureIndexes1796109600000",
  "CreateDeliveryTables1796200000000",
  "AddTransitionAge1796200100000",
  "CreateDeliverySnapshots1796300000000",
  "CountDeliveries1796310000000",
  "CountGivenUp1796320000000",
  "CreateDeliveredOrders1796320100000",
  "CreateConsumerFigures1796330000000",
  "AddAttentionDeadlines1796340200000",
  "DropDeliveryOrder1796340300000",
  "AddSearchIndexes1796341500000",
  "AddCausesAndReplays1796350000000",
  "AllowTestEvents1796351000000",
]

it("makes the schema of schema.sql (npm run db:dump brings it up to date)", async () => {
  const names = await runMigrations(args())

  expect(names.map(({ name }) => name)).toEqual(MIGRATIONS)
  expect(await describeSchema(client)).toBe(await readFile(SCHEMA_FILE, "utf8"))
})

it("does nothing the second time", async () => {
  await runMigrations(args())

  expect(await runMigrations(args())).toEqual([])
})

it("survives several deployments that migrate at once", async () => {
  const ran = await Promise.all(Array.from({ length: 6 }, () => runMigrations(args())))

  expect(ran.flat().map(({ name }) => name)).toEqual(MIGRATIONS)
  expect(await tablesIn("public")).toEqual(TABLES)
})

it("leaves no table of ours when it is reverted, and can run again", async () => {
  const ran = await runMigrations(args())
  await revertMigration({ ...args(), migrationNames: ran.map(({ name }) => name) })

  expect(await tablesIn("public")).toEqual(["payment_notification_migration"])
  expect(await runMigrations(args())).toEqual(ran)
})

it("stays within the store's schema", async () => {
  await client.query("CREATE SCHEMA shop")
  await runMigrations(args("shop"))

  expect(await tablesIn("shop")).toEqual(TABLES)
  expect(await tablesIn("public")).toEqual([])

  // As `medusa db:rollback` does: one migration at a time.
  for (const _name of MIGRATIONS) await revertMigration(args("shop"))
  expect(await tablesIn("shop")).toEqual(["payment_notification_migration"])
})

it("leaves nothing behind when a migration fails half-way", async () => {
  jest.spyOn(console, "log").mockImplementation(() => {}) // TypeORM also writes there the error that it throws
  // The last table of the first migration exists already.
  await client.query("CREATE TABLE payment_notification (id text)")

  await expect(runMigrations(args())).rejects.toThrow(/payment_notification/)
  expect(await tablesIn("public")).toEqual(["payment_notification", "payment_notification_migration"])
})
