import { MalformedPayloadError, ProviderUnavailableError } from "../../src/services/domain/errors"
import { newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeEach(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterEach(() => database?.close())

const count = async (): Promise<number> => (await database.query(`SELECT count(*)::int FROM payment_webhook_event`))[0].count

const lockTable = async (): Promise<() => Promise<void>> => {
  const runner = (await database.instance()).dataSource.createQueryRunner()
  await runner.startTransaction()
  await runner.query("LOCK TABLE payment_webhook_event IN ACCESS EXCLUSIVE MODE")
  return async () => {
    await runner.commitTransaction()
    await runner.release()
  }
}

it("commits calls that gather while a commit is under way together", async () => {
  await database.query(`CREATE TABLE commits (rows int)`)
  await database.query(`
    CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN INSERT INTO commits SELECT count(*) FROM fresh; RETURN NULL; END $$`)
  await database.query(`
    CREATE TRIGGER note_commit AFTER INSERT ON payment_webhook_event REFERENCING NEW TABLE AS fresh
      FOR EACH STATEMENT EXECUTE FUNCTION note_commit()`)
  const answers = await Promise.all(newEvents(250).map((event) => instance.recorder.record(event)))

  expect(answers).toEqual(Array(250).fill(true))
  const commits: number[] = (await database.query(`SELECT rows FROM commits`)).map(({ rows }) => rows)
  expect(commits.reduce((sum, rows) => sum + rows, 0)).toBe(250)
  expect(commits.length).toBeLessThan(10)
  expect(Math.max(...commits)).toBeLessThanOrEqual(100)
})

it("does not let a row that PostgreSQL cannot store refuse its neighbours", async () => {
  const good = newEvents(20)
  // NUL is no text. The provider refuses it before, but the recorder must not rely on that.
  const poison = newEvent({ type: "payment.\0captured" })
  const outcomes = await Promise.allSettled(
    [...good.slice(0, 10), poison, ...good.slice(10)].map((event) => instance.recorder.record(event)),
  )

  expect(outcomes[10]).toMatchObject({ status: "rejected", reason: expect.any(MalformedPayloadError) })
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(20)
  expect(await count()).toBe(20)
})

it("reports a poison row without its content", async () => {
  const secret = "4242424242424242"
  const error = await instance.recorder
    .record(newEvent({ payload: { card: `${secret}\0` }, type: `\0${secret}` }))
    .catch((e: Error) => e)

  expect(error).toBeInstanceOf(MalformedPayloadError)
  const { message, cause, ...rest } = error as Error & Record<string, unknown>
  expect(JSON.stringify([message, rest, String(cause)])).not.toContain(secret)
})

it("acknowledges nothing while the database does not commit, and records again when it does", async () => {
  const release = await lockTable()
  let finished = false
  const recording = instance.recorder.record(newEvent()).finally(() => (finished = true))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(finished).toBe(false)
  await release()

  expect(await recording).toBe(true)
  expect(await count()).toBe(1)
})

it("refuses with ProviderUnavailableError when the table is out of reach, and takes the redelivery afterwards", async () => {
  const events = newEvents(5)
  await database.query(`ALTER TABLE payment_webhook_event RENAME TO payment_webhook_event_away`)
  const outcomes = await Promise.allSettled(events.map((event) => instance.recorder.record(event)))
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(ProviderUnavailableError) })
  }
  await database.query(`ALTER TABLE payment_webhook_event_away RENAME TO payment_webhook_event`)

  expect(await count()).toBe(0)
  expect(await Promise.all(events.map((event) => instance.recorder.record(event)))).toEqual(Array(5).fill(true))
})

it("refuses with ProviderUnavailableError when the pool is gone", async () => {
  await instance.dataSource.destroy()

  await expect(instance.recorder.record(newEvent())).rejects.toThrow(ProviderUnavailableError)
})

it("buffers no more than its limit: refuses events beyond it at once", async () => {
  const release = await lockTable()
  const outcomes = newEvents(5_400).map((event) =>
    instance.recorder.record(event).then(
      () => "recorded",
      (error: Error) => error,
    ),
  )
  const beyond = await Promise.race([outcomes.at(-1)!, new Promise((resolve) => setTimeout(() => resolve("waiting"), 5_000))])
  expect(beyond).toBeInstanceOf(ProviderUnavailableError)
  await release()

  const all = await Promise.all(outcomes)
  const recorded = all.filter((outcome) => outcome === "recorded").length
  expect(recorded).toBeGreaterThanOrEqual(5_000)
  expect(recorded).toBeLessThan(5_400)
  expect(await count()).toBe(recorded)
})
