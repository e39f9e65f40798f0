import { Client } from "pg"
import { InstallationRepository, type Unfinished } from "../../src/services/store/installation-repository"
import { revertMigration, runMigrations } from "../../src/services/store/run-migrations"
import { createTestDatabase, type TestDatabase } from "../setup"
import { newEvent, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

/** Every relation, type, routine, constraint, trigger and operator class outside of PostgreSQL's own schemas. */
const CATALOG = `
  SELECT kind || ' ' || name AS object FROM (
    SELECT 'relation ' || relkind::text AS kind, relname AS name, relnamespace AS schema FROM pg_class
    UNION ALL SELECT 'type', typname, typnamespace FROM pg_type
    UNION ALL SELECT 'routine', proname, pronamespace FROM pg_proc
    UNION ALL SELECT 'constraint', conname, connamespace FROM pg_constraint
    UNION ALL SELECT 'trigger', tgname, relnamespace FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal
    UNION ALL SELECT 'operator class', opcname, opcnamespace FROM pg_opclass
  ) AS objects JOIN pg_namespace ON pg_namespace.oid = schema
  WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY 1`

const DONE: Unfinished = {
  events_open: 0,
  events_quarantined: 0,
  attention_open: 0,
  attention_unannounced: 0,
  facts_unannounced: 0,
  after_payment_due: 0,
  refunds_due: 0,
  messages_unsent: 0,
  deliveries_open: 0,
  findings_open: 0,
}

let database: PluginDatabase
let instance: Instance
let installation: InstallationRepository

beforeEach(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  installation = new InstallationRepository(instance)
})

afterEach(() => database.close())

const objects = async () => (await database.query<{ object: string }>(CATALOG)).map(({ object }) => object)

describe("remove", () => {
  let empty: TestDatabase
  beforeEach(async () => void (empty = await createTestDatabase({ empty: true })))
  afterEach(() => empty.drop())

  it("leaves the schema as it was before the install: no table, type, index, sequence or constraint", async () => {
    const client = new Client({ connectionString: empty.url })
    await client.connect()
    const { rows } = await client.query<{ object: string }>(CATALOG).finally(() => client.end())
    const before = rows.map(({ object }) => object)
    expect(await objects()).not.toEqual(before)
    await instance.recorder.record(newEvent({ state: "ignored" }))

    await installation.remove()

    expect(await objects()).toEqual(before)
    expect(await installation.tables()).toEqual([])
    await expect(installation.remove()).rejects.toThrow("nothing to uninstall")
  })

  it("can be installed again afterwards", async () => {
    const installed = await objects()
    await installation.remove()
    await runMigrations({ options: { database: { clientUrl: database.url } } })
    expect(await objects()).toEqual(installed)
  })

  it("leaves what is not the plugin's", async () => {
    await database.query(`CREATE TABLE customer (id text PRIMARY KEY)`)
    await database.query(`INSERT INTO customer VALUES ('cus_1')`)
    await installation.remove()
    expect(await database.query(`SELECT id FROM customer`)).toEqual([{ id: "cus_1" }])
  })

  it("does all or nothing: an object of the store's that needs a table keeps all of them", async () => {
    await database.query(`CREATE VIEW takings AS SELECT sum(captured_amount) FROM payment_record`)
    const before = await objects()
    await expect(installation.remove()).rejects.toThrow(/payment_record|takings/)
    expect(await objects()).toEqual(before)
  })

  it("knows every table that the migrations make", async () => {
    const made = await database.query<{ table: string }>(
      `SELECT relname AS table FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname`,
    )
    expect((await installation.tables()).map(({ table }) => table)).toEqual(made.map(({ table }) => table))
  })

  it("finds the tables also behind another schema of the search path", async () => {
    const tables = await installation.tables()
    await database.query(`CREATE SCHEMA before`)
    const driverOptions = { connection: { options: "-c search_path=before,public" } }
    const behind = new InstallationRepository(await database.instance({ driverOptions }))
    expect(await behind.tables()).toEqual(tables)
    await behind.remove()
    expect(await installation.tables()).toEqual([])
  })

  it("refuses beside another process, and names it", async () => {
    const other = new Client({
      connectionString: database.url,
      application_name: "medusa-payment-notifications 0badcafe",
    })
    await other.connect()
    try {
      const before = await objects()
      expect(await installation.others()).toEqual([
        { name: "medusa-payment-notifications 0badcafe", address: expect.anything(), since: expect.any(Date) },
      ])
      await expect(installation.remove()).rejects.toThrow(
        /other processes use the plugin; stop them first: medusa-payment-notifications 0badcafe at [0-9a-f.:]+$/,
      )
      expect(await objects()).toEqual(before)
    } finally {
      await other.end()
    }
  })
})

describe("unfinished", () => {
  const record = () =>
    database.query(`INSERT INTO payment_record (id, payment_session_id, account, provider, state, amount, currency_code)
      VALUES ('prec_1', 'payses_1', 'stripe', 'stripe', 'captured', 100, 'eur')`)
  const transition = async (announced: string, due: string) => {
    await record()
    await database.query(`INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state,
        to_state, amount, currency_code, announced_at, notified_at, after_payment_due_at)
      VALUES ('ptrn_1', 'prec_1', 1, 'pwhe_1', 'payment.captured', 'pending', 'captured', 100, 'eur', ${announced}, ${announced}, ${due})`)
  }
  const item = (state: string, announced: string) =>
    database.query(`INSERT INTO payment_attention (id, kind, subject_key, state, detail, announced_at)
      VALUES ('patt_1', 'mismatch', 'x', '${state}', 'x', ${announced})`)
  const message = async (state: string) => {
    await record()
    await database.query(`INSERT INTO payment_notification (id, subject, payment_record_id, fact, audience, channel, recipient,
        template, data, state, give_up_at)
      VALUES ('pnot_1', 's', 'prec_1', 'payment.captured', 'customer', 'email', 'a@b.c', 't', '{}', '${state}', now())`)
  }
  const finding = async (state: string) => {
    await database.query(`INSERT INTO reconciliation_run (id, trigger) VALUES ('rrun_1', 'job')`)
    await database.query(`INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, detail, ours, theirs, state)
      VALUES ('rfin_1', 'rrun_1', 'stripe', 'x', '{}', '[]', '${state}')`)
  }
  const event = (state: string) =>
    instance.recorder
      .record(newEvent({ state: "ignored" }))
      .then(() => database.query(`UPDATE payment_webhook_event SET state = $1`, [state]))

  it.each<[string, () => Promise<unknown>, Partial<Unfinished>]>([
    ["a received event", () => event("received"), { events_open: 1 }],
    ["an event under work", () => event("processing"), { events_open: 1 }],
    ["an event that is tried again", () => event("failed"), { events_open: 1 }],
    ["a quarantined event", () => event("quarantined"), { events_quarantined: 1 }],
    ["an open item", () => item("open", "now()"), { attention_open: 1 }],
    ["an item under decision", () => item("deciding", "now()"), { attention_open: 1 }],
    ["a resolved item that nobody heard of", () => item("resolved", "NULL"), { attention_unannounced: 1 }],
    ["a fact that nobody heard of", () => transition("NULL", "NULL"), { facts_unannounced: 1 }],
    ["after-payment work", () => transition("now()", "now() + interval '1 day'"), { after_payment_due: 1 }],
    [
      "a refund to be recorded",
      () => record().then(() => database.query(`UPDATE payment_record SET refunds_due_at = now()`)),
      { refunds_due: 1 },
    ],
    ["a waiting message", () => message("pending"), { messages_unsent: 1 }],
    ["a message under way", () => message("sending"), { messages_unsent: 1 }],
    ["a message that is tried again", () => message("failed"), { messages_unsent: 1 }],
    ["a finding under repair", () => finding("repairing"), { findings_open: 1 }],
    ["a finding in review", () => finding("in_review"), { findings_open: 1 }],
  ])("counts %s, and stands in the way of the removal", async (_what, make, counts) => {
    await make()
    expect(await installation.unfinished()).toEqual({ ...DONE, ...counts })
    const [[name, count]] = Object.entries(counts) as [[string, number]]
    const before = await objects()
    await expect(installation.remove()).rejects.toThrow(`not everything is finished: ${name} ${count}`)
    expect(await objects()).toEqual(before)
  })

  it.each<[string, () => Promise<unknown>]>([
    ["an applied event", () => event("processed")],
    ["an ignored event", () => event("ignored")],
    ["a dead event, whose item was decided", () => event("dead")],
    ["a resolved item", () => item("resolved", "now()")],
    ["an announced fact", () => transition("now()", "NULL")],
    ["a sent message", () => message("sent")],
    ["a dead message", () => message("dead")],
    ["a suppressed message", () => message("suppressed")],
    ["a repaired finding", () => finding("repaired")],
  ])("lets %s go", async (_what, make) => {
    await make()
    expect(await installation.unfinished()).toEqual(DONE)
    await installation.remove()
    expect(await installation.tables()).toEqual([])
  })
})

it("goes on from where db:rollback stopped", async () => {
  await revertMigration({ options: { database: { clientUrl: database.url } } })
  await runMigrations({ options: { database: { clientUrl: database.url } } })
  await installation.remove()
  expect(await installation.tables()).toEqual([])
})
