import fc from "fast-check"
import { assertProperty } from "../../src/__tests__/assert-property"
import { newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instances: Instance[]

beforeAll(async () => {
  database = await openPluginDatabase()
  instances = await Promise.all([database.instance(), database.instance(), database.instance()])
})

afterAll(() => database?.close())

const HOUR = 3600

const rowsOf = (eventId: string) => database.query(`SELECT * FROM payment_webhook_event WHERE event_id = $1`, [eventId])

it("records an event as it came, to the byte", async () => {
  const body = Buffer.from([0x00, 0xff, 0x7b, 0x80, 0x0a])
  const event = newEvent({
    body,
    headers: { "content-type": "x" },
    payload: { money: "12", list: [1, null] },
    occurred_at: new Date(1),
  })
  await instances[0]!.recorder.record(event)

  const [row] = await rowsOf(event.event_id)
  expect(row).toMatchObject({ ...event, state: "received", attempts: 0, reason: null, last_error: null, lease_token: null })
  expect(row.body.equals(body)).toBe(true)
  expect(row.next_attempt_at.getTime()).toBeLessThanOrEqual(row.give_up_at.getTime())
})

it.each([2, 30])("records one event once when %i copies arrive at once on several instances", async (copies) => {
  const event_id = `evt_copies_${copies}`
  const answers = await Promise.all(
    newEvents(copies, { event_id }).map((event, i) => instances[i % instances.length]!.recorder.record(event)),
  )

  expect(answers.filter(Boolean)).toHaveLength(1)
  expect(await rowsOf(event_id)).toHaveLength(1)
})

it("separates accounts: the same event id on another account is another event", async () => {
  const event_id = "evt_shared"
  const [first, second] = [newEvent({ event_id, account: "one" }), newEvent({ event_id, account: "two" })]

  expect(await Promise.all([first, second].map((event) => instances[0]!.recorder.record(event)))).toEqual([true, true])
  expect(await rowsOf(event_id)).toHaveLength(2)
})

it("never rewrites a recorded event: a redelivery with other bytes changes nothing", async () => {
  const event = newEvent({ body: Buffer.from("first") })
  await instances[0]!.recorder.record(event)

  expect(await instances[1]!.recorder.record(newEvent({ event_id: event.event_id, body: Buffer.from("second") }))).toBe(false)
  const rows = await rowsOf(event.event_id)
  expect(rows.map(({ id, body }) => [id, body.toString()])).toEqual([[event.id, "first"]])
})

it("commits overlapping batches in any order without a deadlock, each event once", async () => {
  let run = 0
  const batches = fc.array(fc.shuffledSubarray([...Array(12).keys()], { minLength: 2 }), { minLength: 2, maxLength: 8 })
  await assertProperty(
    fc.asyncProperty(batches, async (given) => {
      const prefix = `evt_run_${++run}_`
      const recorded = await Promise.all(
        given.map((keys, i) =>
          instances[i % instances.length]!.webhookEvents.insertMany(
            keys.map((key) => newEvent({ event_id: prefix + key })),
            HOUR,
          ),
        ),
      )
      const distinct = new Set(given.flat()).size
      expect(recorded.reduce((sum, { size }) => sum + size, 0)).toBe(distinct)
      const [{ count }] = await database.query(`SELECT count(*)::int FROM payment_webhook_event WHERE event_id LIKE $1`, [
        `${prefix}%`,
      ])
      expect(count).toBe(distinct)
    }),
    { cost: 12 },
  )
})

it("counts an event that is twice in one batch once", async () => {
  const event_id = "evt_twice_in_batch"
  const recorded = await instances[0]!.webhookEvents.insertMany(newEvents(2, { event_id }), HOUR)

  expect(recorded.size).toBe(1)
  expect(await rowsOf(event_id)).toHaveLength(1)
})
