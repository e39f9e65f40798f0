import { poll } from "../setup"
import type { ClaimedEvent } from "../../src/services/store/webhook-event-repository"
import { newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase

beforeAll(async () => {
  database = await openPluginDatabase()
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

const noFault = (error: unknown) => {
  throw error
}

const statesOf = async () =>
  Object.fromEntries(
    (await database.query(`SELECT state, count(*)::int AS n FROM payment_webhook_event GROUP BY state`)).map(({ state, n }) => [
      state,
      n,
    ]),
  )

const complete = (instance: Instance) => async (event: ClaimedEvent) => {
  await instance.inbox.complete(event, { state: "processed" })
}

it("processes every due event, never more at once than its concurrency", async () => {
  const instance = await database.instance({ processing: { concurrency: 3 } })
  await instance.webhookEvents.insertMany(newEvents(60), 3600)
  let running = 0
  let most = 0
  const seen: string[] = []
  instance.worker.wake(async (event) => {
    most = Math.max(most, ++running)
    seen.push(event.id)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await complete(instance)(event)
    running--
  }, noFault)

  await poll("60 processed events", async () => (await statesOf()).processed === 60)
  expect(most).toBe(3)
  expect(new Set(seen).size).toBe(60)
  expect(seen).toHaveLength(60)
})

it("misses nothing that arrives while it is woken and works", async () => {
  const instances = await Promise.all([database.instance(), database.instance()])
  const arrivals = Array.from({ length: 30 }, async (_, i) => {
    await new Promise((resolve) => setTimeout(resolve, i * 7))
    const instance = instances[i % 2]!
    await instance.webhookEvents.insertMany(newEvents(3), 3600)
    instance.worker.wake(complete(instance), noFault)
  })
  await Promise.all(arrivals)

  await poll("90 processed events", async () => (await statesOf()).processed === 90)
})

it("raises a fault for an event whose work throws, and goes on", async () => {
  const instance = await database.instance({ processing: { concurrency: 2 } })
  await instance.webhookEvents.insertMany(newEvents(10), 3600)
  const faults: unknown[] = []
  let calls = 0
  instance.worker.wake(
    async (event) => {
      if (++calls % 5 === 0) throw new Error("the verdict could not be written")
      await complete(instance)(event)
    },
    (error, event) => faults.push([(error as Error).message, event?.id]),
  )

  await poll("8 processed events", async () => (await statesOf()).processed === 8)
  expect(await statesOf()).toEqual({ processed: 8, processing: 2 })
  expect(faults).toEqual(Array(2).fill(["the verdict could not be written", expect.stringMatching(/^pwhe_/)]))
})

it("raises a fault for a claim that fails, and works when woken again", async () => {
  const instance = await database.instance()
  await instance.webhookEvents.insertMany(newEvents(2), 3600)
  await database.query(`ALTER TABLE payment_webhook_event RENAME TO payment_webhook_event_away`)
  const faults: unknown[] = []
  instance.worker.wake(complete(instance), (error) => faults.push(error))
  await poll("the fault", async () => faults.length > 0)
  await database.query(`ALTER TABLE payment_webhook_event_away RENAME TO payment_webhook_event`)

  instance.worker.wake(complete(instance), noFault)
  await poll("2 processed events", async () => (await statesOf()).processed === 2)
})

it("extends the lease of slow work, so that nobody else claims it", async () => {
  const [slow, other] = await Promise.all([
    database.instance({ processing: { leaseSeconds: 5 } }),
    database.instance({ processing: { leaseSeconds: 5 } }),
  ])
  await slow.webhookEvents.insertMany(newEvents(1), 3600)
  let finish = () => {}
  const work = new Promise<void>((resolve) => (finish = resolve))
  let finished: boolean | undefined
  slow.worker.wake(async (event) => {
    await work
    finished = await slow.inbox.complete(event, { state: "processed" })
  }, noFault)
  const claimedAt = await poll(
    "the claim",
    async () => (await database.query(`SELECT leased_until FROM payment_webhook_event WHERE state = 'processing'`))[0],
  )

  await poll(
    "a lease beyond the first one",
    async () => {
      expect(await other.inbox.claim(1)).toEqual([])
      const [{ passed }] = await database.query(`SELECT now() > $1 AS passed FROM payment_webhook_event`, [
        claimedAt.leased_until,
      ])
      return passed
    },
    { timeoutMs: 30_000, everyMs: 200 },
  )
  expect(await other.inbox.claim(1)).toEqual([])
  finish()
  expect(await poll("the verdict", async () => finished !== undefined && { finished })).toEqual({ finished: true })
})

it("claims nothing after it was stopped, and waits for the work in flight", async () => {
  const instance = await database.instance({ processing: { concurrency: 1 } })
  await instance.webhookEvents.insertMany(newEvents(3), 3600)
  let finish = () => {}
  const gate = new Promise<void>((resolve) => (finish = resolve))
  instance.worker.wake(async (event) => {
    await gate
    await complete(instance)(event)
  }, noFault)
  await poll("the claim", async () => (await statesOf()).processing === 1)
  let stopped = false
  const stopping = instance.worker.stop().then(() => (stopped = true))
  instance.worker.wake(complete(instance), noFault)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(stopped).toBe(false)
  finish()
  await stopping

  expect(await statesOf()).toEqual({ processed: 1, received: 2 })
})
