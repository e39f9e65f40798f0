import { ProviderUnavailableError } from "../../src/services/domain/errors"
import { poll } from "../setup"
import { newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"
import { openProxy, type Proxy } from "./support/proxy"

let database: PluginDatabase
let proxy: Proxy
let instance: Instance

beforeEach(async () => {
  database = await openPluginDatabase()
  proxy = await openProxy(database.url)
  instance = await database.instance({ url: proxy.url })
})

afterEach(async () => {
  await proxy?.close()
  await database?.close()
})

const recorded = async (ids: readonly string[]): Promise<number> =>
  (await database.query(`SELECT count(*)::int AS n FROM payment_webhook_event WHERE id = ANY($1)`, [ids]))[0].n

it("refuses while no answer comes, and records over new connections afterwards", async () => {
  await Promise.all(newEvents(300).map((event) => instance.recorder.record(event)))
  proxy.freeze()
  const events = newEvents(450)
  const outcomes = await Promise.allSettled(events.map((event) => instance.recorder.record(event)))

  expect(outcomes).toEqual(Array(450).fill({ status: "rejected", reason: expect.any(ProviderUnavailableError) }))
  expect((outcomes[0] as PromiseRejectedResult).reason.message).toContain("gave no answer within 5 seconds")
  proxy.thaw()
  // Each of these is answered by its own statement, not by the late answer to one that was cut.
  const again = await Promise.all(events.map((event) => instance.recorder.record(event)))
  expect(again).toHaveLength(450)
  expect(await recorded(events.map(({ id }) => id))).toBe(450)
  expect(await instance.dataSource.query("SELECT 42 AS answer")).toEqual([{ answer: 42 }])
})

it("hands no cut connection out again", async () => {
  const pids = async (): Promise<number[]> =>
    (
      await database.query(
        `SELECT pid FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%INSERT INTO payment_webhook_event%'`,
      )
    ).map(({ pid }) => pid)
  await instance.recorder.record(newEvent())
  const [cut] = await pids()
  proxy.freeze()
  await expect(instance.recorder.record(newEvent())).rejects.toThrow(ProviderUnavailableError)
  proxy.thaw()

  expect(await instance.recorder.record(newEvent())).toBe(true)
  await poll("the end of the connection", async () => !(await pids()).includes(cut!))
})

it("cancels what waits for a lock on the server, so that retries do not pile up there", async () => {
  const runner = (await database.instance()).dataSource.createQueryRunner()
  await runner.startTransaction()
  await runner.query("LOCK TABLE payment_webhook_event IN ACCESS EXCLUSIVE MODE")
  const event = newEvent()
  await expect(instance.recorder.record(event)).rejects.toThrow(ProviderUnavailableError)
  await poll("the end of the statement", async () => {
    const [{ n }] = await database.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO payment_webhook_event%'`,
    )
    return n === 0
  })
  await runner.commitTransaction()
  await runner.release()

  expect(await recorded([event.id])).toBe(0)
  expect(await instance.recorder.record(event)).toBe(true)
})

it("cuts a connection whose query the store's own query_timeout ended", async () => {
  const bounded = await database.instance({ driverOptions: { connection: { query_timeout: 500 } } })
  const [{ pid }] = await bounded.dataSource.query("SELECT pg_backend_pid() AS pid")
  await expect(bounded.dataSource.query("SELECT pg_sleep(30)")).rejects.toThrow("Query read timeout")

  const [next] = await bounded.dataSource.query("SELECT pg_backend_pid() AS pid")
  expect(next.pid).not.toBe(pid)
  await poll("the end of the statement", async () => {
    const rows = await database.query(`SELECT FROM pg_stat_activity WHERE pid = $1`, [pid])
    return rows.length === 0
  })
})
