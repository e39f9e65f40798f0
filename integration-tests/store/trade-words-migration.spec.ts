import { Client } from "pg"
import { migrations } from "../../src/services/store/migrations"
import { revertMigration, runMigrations } from "../../src/services/store/run-migrations"
import { createTestDatabase, type TestDatabase } from "../setup"

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

const args = () => ({ options: { database: { clientUrl: database.url } } })

/** The migration and all that came after it: Medusa undoes the newest first. */
const UP_TO = migrations
  .map(({ name }) => name)
  .slice(migrations.findIndex(({ name }) => name === "RenameToTradeWords1795591200000"))

/** The words that rows carry, whatever the columns are called. */
const stored = async () => ({
  kinds: (await client.query(`SELECT kind FROM payment_attention ORDER BY id`)).rows.map(({ kind }) => kind),
  messages: (await client.query(`SELECT fact, template FROM payment_notification ORDER BY id`)).rows,
  findings: (await client.query(`SELECT state FROM reconciliation_finding ORDER BY id`)).rows.map(({ state }) => state),
})

it("rewrites stored rows with the new words, and with the old ones when it is reverted", async () => {
  await runMigrations(args())
  await revertMigration({ ...args(), migrationNames: UP_TO })
  await client.query(`INSERT INTO payment_attention (id, kind, subject_key, detail) VALUES
    ('a', 'follow_up_failed', 's', 'd'), ('b', 'mismatch', 's', 'd')`)
  await client.query(`INSERT INTO reconciliation_run (id, trigger) VALUES ('r', 'job')`)
  await client.query(`INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, detail, ours, theirs, state) VALUES
    ('a', 'r', 'shop', 'd', '{}', '{}', 'held'), ('b', 'r', 'shop', 'd', '{}', '{}', 'repaired')`)
  await client.query(
    `INSERT INTO payment_notification (id, fact, audience, channel, recipient, template, data, give_up_at, subject)
     SELECT fact, fact, 'merchant', 'email', 'm@shop.example', 'merchant.' || fact, '{}', now(), fact
       FROM unnest(ARRAY['attention.follow_up_failed', 'attention.mismatch']) AS fact`,
  )
  const before = await stored()

  await runMigrations(args())
  expect(await stored()).toEqual({
    kinds: ["after_payment_failed", "mismatch"],
    messages: ["attention.after_payment_failed", "attention.mismatch"].map((fact) => ({ fact, template: `merchant.${fact}` })),
    findings: ["in_review", "repaired"],
  })

  await revertMigration({ ...args(), migrationNames: UP_TO })
  expect(await stored()).toEqual(before)
})
