import { newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instances: Instance[]

beforeAll(async () => {
  database = await openPluginDatabase()
  instances = await Promise.all([1, 2, 3, 4].map(() => database.instance()))
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

const HOUR = 3600

it.each([
  { events: 200, limit: 1 },
  { events: 200, limit: 7 },
  { events: 40, limit: 100 },
])("hands each of $events events to one worker only, $limit at a time", async ({ events, limit }) => {
  await instances[0]!.webhookEvents.insertMany(newEvents(events), HOUR)
  const claimed: string[] = []
  const drain = async ({ inbox }: Instance) => {
    for (;;) {
      const batch = await inbox.claim(limit)
      if (!batch.length) return
      claimed.push(...batch.map(({ id }) => id))
    }
  }
  // SKIP LOCKED may show an empty inbox to a worker while others hold the rest: each looks twice.
  await Promise.all(instances.flatMap((instance) => [drain(instance), drain(instance)]))
  await Promise.all(instances.map(drain))

  expect(claimed).toHaveLength(events)
  expect(new Set(claimed).size).toBe(events)
})

it("claims and finishes in parallel until every event is processed exactly once", async () => {
  await instances[0]!.webhookEvents.insertMany(newEvents(150), HOUR)
  let completed = 0
  const work = async ({ inbox }: Instance) => {
    for (;;) {
      const batch = await inbox.claim(5)
      if (!batch.length) return
      for (const event of batch) if (await inbox.complete(event, { state: "processed" })) completed++
    }
  }
  await Promise.all(instances.map(work))
  await work(instances[0]!)

  expect(completed).toBe(150)
  const states = await database.query(
    `SELECT state, max(attempts) AS attempts, count(*)::int FROM payment_webhook_event GROUP BY state`,
  )
  expect(states).toEqual([{ state: "processed", attempts: 1, count: 150 }])
})

it("claims no more than the limit, oldest due first", async () => {
  const events = newEvents(5)
  await instances[0]!.webhookEvents.insertMany(events, HOUR)
  for (const [i, { id }] of events.entries()) {
    await database.query(`UPDATE payment_webhook_event SET next_attempt_at = now() - make_interval(secs => $2) WHERE id = $1`, [
      id,
      i,
    ])
  }

  const claimed = await instances[0]!.inbox.claim(3)
  expect(claimed.map(({ id }) => id).sort()).toEqual(
    events
      .slice(2)
      .map(({ id }) => id)
      .sort(),
  )
  expect(claimed.every(({ reclaimed, attempts, state }) => !reclaimed && attempts === 1 && state === "processing")).toBe(true)
})

it("leaves events alone that are not due or finished", async () => {
  const events = newEvents(6)
  await instances[0]!.webhookEvents.insertMany(events, HOUR)
  for (const [i, state] of ["processed", "ignored", "dead", "quarantined"].entries()) {
    await database.query(`UPDATE payment_webhook_event SET state = $2 WHERE id = $1`, [events[i]!.id, state])
  }
  await database.query(
    `UPDATE payment_webhook_event SET state = 'failed', next_attempt_at = now() + interval '1 hour' WHERE id = $1`,
    [events[4]!.id],
  )

  expect((await instances[0]!.inbox.claim(10)).map(({ id }) => id)).toEqual([events[5]!.id])
})

it("hands a row to a worker as it was recorded", async () => {
  const [event] = newEvents(1, { body: Buffer.from([0, 1, 2]), payload: { a: ["b"] }, headers: { "user-agent": "x" } })
  await instances[0]!.webhookEvents.insertMany([event!], HOUR)

  const [claimed] = await instances[0]!.inbox.claim(1)
  expect(claimed).toMatchObject({ ...event, state: "processing", lease_token: expect.any(String) })
})
