import { Client } from "pg"
import { poll } from "../setup"
import { newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance
let killer: Client

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance({ databasePoolSize: 10, processing: { concurrency: 2 } })
  killer = new Client({ connectionString: database.url })
  await killer.connect()
})

afterAll(async () => {
  await killer?.end()
  await database?.close()
})

const endAll = () =>
  killer.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()`,
  )

const connections = async () =>
  (
    await killer.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND starts_with(application_name, 'medusa-payment-notifications')`,
    )
  ).rows[0].n as number

it("goes on with new connections after its idle ones were ended", async () => {
  await Promise.all(newEvents(8).map((event) => instance.recorder.record(event)))
  await endAll()

  await poll("a commit after the connections were ended", () => instance.recorder.record(newEvent()).catch(() => false))
  await Promise.all(newEvents(20).map((event) => instance.recorder.record(event)))
})

it("goes on after connections were ended under queries, and never loses what it acknowledged", async () => {
  const acknowledged: string[] = []
  let stopped = false
  const traffic = Array.from({ length: 6 }, async () => {
    while (!stopped) {
      const event = newEvent()
      await instance.recorder.record(event).then(
        () => acknowledged.push(event.id),
        () => undefined,
      )
    }
  })
  for (let i = 0; i < 8; i++) {
    await poll("traffic", async () => acknowledged.length > i * 20)
    await endAll()
  }
  stopped = true
  await Promise.all(traffic)

  const { rows } = await killer.query(`SELECT id FROM payment_webhook_event WHERE id = ANY($1)`, [acknowledged])
  expect(rows).toHaveLength(acknowledged.length)
})

it("opens no more connections than its limit", async () => {
  const other = await database.instance({ databasePoolSize: 9, processing: { concurrency: 1 } })
  const before = await connections()
  await Promise.all(Array.from({ length: 60 }, () => other.dataSource.query("SELECT pg_sleep(0.02)")))

  expect((await connections()) - before).toBeLessThanOrEqual(9)
})
