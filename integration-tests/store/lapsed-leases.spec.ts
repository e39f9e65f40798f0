import { crashed } from "../../src/services/queue/crashed"
import { poll } from "../setup"
import { fail, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance
let other: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  ;[one, other] = await Promise.all([database.instance(), database.instance()])
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

const record = async (count = 1): Promise<string[]> => {
  const events = newEvents(count)
  await one.webhookEvents.insertMany(events, 3600)
  return events.map(({ id }) => id)
}

/** As if the worker had ended, and its lease span had passed. */
const lapse = (ids: readonly string[]) =>
  database.query(`UPDATE payment_webhook_event SET leased_until = now(), next_attempt_at = now() WHERE id = ANY($1)`, [ids])

const lapsedLeases = async (id: string): Promise<number> =>
  (await database.query(`SELECT lapsed_leases AS n FROM payment_webhook_event WHERE id = $1`, [id]))[0].n

/** The next claim of the event, whether it runs alone or not. */
const claimAny = async ({ inbox }: Instance) => (await inbox.claimSuspect()) ?? (await inbox.claim(1))[0]!

const claimTimes = async (id: string, times: number) => {
  let event = await claimAny(one)
  for (let i = 0; i < times; i++) {
    await lapse([id])
    event = await claimAny(one)
  }
  return event
}

it("counts each lapse once, however many look for it", async () => {
  const ids = await record(8)
  expect(await one.inbox.claim(8)).toHaveLength(8)
  await lapse(ids)
  const claimed = await Promise.all([one, other, one, other].map(({ inbox }) => inbox.claim(4)))

  expect(claimed.flat().map(({ lapsed_leases, reclaimed }) => [lapsed_leases, reclaimed])).toEqual(Array(8).fill([1, true]))
  expect(await Promise.all(ids.map(lapsedLeases))).toEqual(Array(8).fill(1))
})

it("does not count a lease that its owner's heartbeat extends in time, even after its end", async () => {
  const [id] = await record()
  const event = await claimAny(one)
  await lapse([id!])
  await one.inbox.extendLease(event)

  expect(await claimAny(other)).toBeUndefined()
  expect(await lapsedLeases(id!)).toBe(0)
})

it("does not count an ordinary retry", async () => {
  const [id] = await record()
  await fail(one, await claimAny(one), new Error("no"))
  await lapse([id!])

  expect(await claimAny(one)).toMatchObject({ reclaimed: false, lapsed_leases: 0, lapsed_at: null, attempts: 2 })
})

it.each([
  ["an outcome", (event: Awaited<ReturnType<typeof claimAny>>) => one.inbox.complete(event, { state: "processed" })],
  ["a failure", (event: Awaited<ReturnType<typeof claimAny>>) => fail(one, event, new Error("no"))],
])("begins anew after %s", async (_what, end) => {
  const [id] = await record()
  const event = await claimTimes(id!, 4)
  expect(event).toMatchObject({ lapsed_leases: 4, attempts: 5, reclaimed: true })
  expect(crashed(event)).toBeUndefined()
  await end(event)

  expect(await lapsedLeases(id!)).toBe(0)
})

it("gives an event up after five lapses in a row; a replay by a person begins anew", async () => {
  const [id] = await record()
  const event = await claimTimes(id!, 5)
  const verdict = crashed(event)
  expect(verdict).toMatchObject({ state: "dead", reason: "crashed" })
  await one.inbox.complete(event, verdict!)
  const [row] = await database.query(
    `SELECT state, reason, lapsed_leases, lease_token FROM payment_webhook_event WHERE id = $1`,
    [id],
  )
  expect(row).toEqual({ state: "dead", reason: "crashed", lapsed_leases: 5, lease_token: null })

  await one.inbox.replay(id!)
  expect(await one.inbox.claim(1)).toMatchObject([{ id, lapsed_leases: 0, attempts: 1, reclaimed: false }])
})

it("gives an event up whose last attempt lapsed beyond its time, not one that merely became too old", async () => {
  const [old, late] = await record(2)
  await one.inbox.claim(2)
  const lapsed = (id: string | undefined, hours: number) =>
    database.query(
      `UPDATE payment_webhook_event
          SET give_up_at = now() - interval '1 h', leased_until = now() - make_interval(hours => $2), next_attempt_at = now()
        WHERE id = $1`,
      [id, hours],
    )
  await lapsed(late, 0)
  await lapsed(old, 2)
  const claimed = await other.inbox.claim(2)
  const crashOf = (id: string | undefined) => crashed(claimed.find((event) => event.id === id)!)

  expect(crashOf(late)).toMatchObject({ state: "dead", reason: "crashed" })
  expect(crashOf(old)).toBeUndefined()
})

it("takes a lapse back when the worker turns out to be alive", async () => {
  const [id] = await record()
  const slow = await claimAny(one)
  await lapse([id!])
  const taken = await claimAny(other)
  expect(await lapsedLeases(id!)).toBe(1)

  expect(await one.inbox.complete(slow, { state: "processed" })).toBe(false)
  expect(await lapsedLeases(id!)).toBe(0)
  // Not a second time, and never of a row that is finished.
  expect(await one.inbox.complete(slow, { state: "processed" })).toBe(false)
  expect(await lapsedLeases(id!)).toBe(0)
  expect(await other.inbox.complete(taken, { state: "processed" })).toBe(true)
})

it("hands an event whose lease lapsed before to nobody who works on others", async () => {
  const [suspect, fresh] = await record(2)
  await one.inbox.claim(2)
  await lapse([suspect!, fresh!])
  expect(await one.inbox.claim(2)).toHaveLength(2)
  await database.query(`UPDATE payment_webhook_event SET state = 'received', lapsed_leases = 0 WHERE id = $1`, [fresh])
  expect(await one.inbox.isSuspectDue()).toBe(false)
  await lapse([suspect!, fresh!])

  expect(await one.inbox.isSuspectDue()).toBe(true)
  expect((await one.inbox.claim(10)).map(({ id }) => id)).toEqual([fresh])
  expect(await one.inbox.claimSuspect()).toMatchObject({ id: suspect, lapsed_leases: 2 })
  expect(await one.inbox.claimSuspect()).toBeUndefined()
})

it("works on suspects one at a time with nothing beside them, and on all the others", async () => {
  const ids = await record(12)
  await database.query(`UPDATE payment_webhook_event SET lapsed_leases = 2 WHERE id = ANY($1)`, [ids.slice(0, 3)])
  const instance = await database.instance({ processing: { concurrency: 4 } })
  const running = new Set<string>()
  const beside: number[] = []
  instance.worker.run(
    async (event) => {
      running.add(event.id)
      if (event.lapsed_leases > 0) beside.push(running.size - 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (event.lapsed_leases > 0) beside.push(running.size - 1)
      await instance.inbox.complete(event, { state: "processed" })
      running.delete(event.id)
    },
    (error) => {
      throw error
    },
  )
  await poll("12 processed events", async () => {
    const [{ n }] = await database.query(`SELECT count(*)::int AS n FROM payment_webhook_event WHERE state = 'processed'`)
    return n === 12
  })
  await instance.worker.stop()

  expect(beside).toEqual(Array(6).fill(0))
})
