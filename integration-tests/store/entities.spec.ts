import type { EntityMetadata } from "typeorm"
import { openPluginDatabase, type PluginDatabase } from "./support/module"

let database: PluginDatabase

beforeAll(async () => {
  database = await openPluginDatabase()
})

afterAll(() => database?.close())

const TYPES: Record<string, string> = { int: "integer", timestamptz: "timestamp with time zone" }

const declared = (metadata: EntityMetadata) =>
  metadata.columns
    .map(({ databaseName, type, isNullable, isPrimary, isArray }) => ({
      name: databaseName,
      type: `${TYPES[String(type)] ?? String(type)}${isArray ? "[]" : ""}`,
      nullable: isNullable,
      primary: isPrimary,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

const actual = (table: string) =>
  database.query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type, NOT attnotnull AS nullable,
            EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)) AS "primary"
       FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attname COLLATE "C"`,
    [table],
  )

it("declares every table's columns as the migrations made them", async () => {
  const { dataSource } = await database.instance()
  const metadata = dataSource.entityMetadatas

  expect(metadata.map(({ tableName }) => tableName).sort()).toEqual([
    "delivery",
    "delivery_attempt",
    "delivery_destination",
    "notification_preference",
    "payment_attention",
    "payment_attention_decision",
    "payment_capture",
    "payment_dispute",
    "payment_notification",
    "payment_notification_attempt",
    "payment_record",
    "payment_refund",
    "payment_transition",
    "payment_webhook_event",
    "payment_webhook_replay",
    "push_subscription",
    "reconciliation_finding",
    "reconciliation_run",
  ])
  for (const entity of metadata)
    expect({ [entity.tableName]: declared(entity) }).toEqual({ [entity.tableName]: await actual(entity.tableName) })
})
