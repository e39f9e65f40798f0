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

const claimOne = async ({ inbox, webhookEvents }: Instance) => {
  await webhookEvents.insertMany(newEvents(1), 3600)
  const [event] = await inbox.claim(1)
  return event!
}

const row = async (id: string) => (await database.query(`SELECT * FROM payment_webhook_event WHERE id = $1`, [id]))[0]

/** As if the lease span had passed without a heartbeat. */
const lapse = (id: string) =>
  database.query(`UPDATE payment_webhook_event SET leased_until = now(), next_attempt_at = now() WHERE id = $1`, [id])

it("keeps others away while a lease runs", async () => {
  await claimOne(one)

  expect(await other.inbox.claim(10)).toEqual([])
})

it("hands a lapsed event to another worker as reclaimed", async () => {
  const event = await claimOne(one)
  await lapse(event.id)

  const [taken] = await other.inbox.claim(10)
  expect(taken).toMatchObject({ id: event.id, reclaimed: true, attempts: 2, state: "processing" })
  expect(taken!.lease_token).not.toBe(event.lease_token)
})

it("does not call an ordinary retry reclaimed", async () => {
  const event = await claimOne(one)
  await fail(one, event, new Error("no"))
  await lapse(event.id)

  expect(await other.inbox.claim(10)).toMatchObject([{ id: event.id, reclaimed: false, attempts: 2 }])
})

it("does not let a worker finish an event that it has lost", async () => {
  const event = await claimOne(one)
  await lapse(event.id)
  const [taken] = await other.inbox.claim(1)

  expect(await one.inbox.complete(event, { state: "ignored", reason: "late" })).toBe(false)
  await fail(one, event, new Error("late"))
  expect(await row(event.id)).toMatchObject({
    state: "processing",
    reason: null,
    last_error: null,
    lease_token: taken!.lease_token,
  })

  expect(await other.inbox.complete(taken!, { state: "processed" })).toBe(true)
  expect(await row(event.id)).toMatchObject({ state: "processed", leased_until: null, lease_token: null })
  expect(await one.inbox.complete(event, { state: "quarantined" })).toBe(false)
  expect((await row(event.id)).state).toBe("processed")
})

it("finishes once: refuses the second verdict of the same worker", async () => {
  const event = await claimOne(one)

  expect(await one.inbox.complete(event, { state: "processed" })).toBe(true)
  expect(await one.inbox.complete(event, { state: "ignored" })).toBe(false)
  expect((await row(event.id)).state).toBe("processed")
})

it("extends a lease by its owner's heartbeat only", async () => {
  const event = await claimOne(one)
  await database.query(
    `UPDATE payment_webhook_event SET leased_until = now(), next_attempt_at = now() + interval '10 ms' WHERE id = $1`,
    [event.id],
  )
  await one.inbox.extendLease(event)
  const kept = await row(event.id)
  expect(kept.leased_until.getTime()).toBeGreaterThan(Date.now() + 10_000)
  expect(await other.inbox.claim(10)).toEqual([])

  await lapse(event.id)
  await other.inbox.extendLease({ ...event, lease_token: "somebody else's" })
  expect(await other.inbox.claim(10)).toHaveLength(1)
})

it("does not revive a finished event by a late heartbeat", async () => {
  const event = await claimOne(one)
  await one.inbox.complete(event, { state: "processed" })
  await one.inbox.extendLease(event)

  expect(await row(event.id)).toMatchObject({ state: "processed", leased_until: null })
  expect(await other.inbox.claim(10)).toEqual([])
})

it("saves the references of a verdict, and preserves those it does not name", async () => {
  const event = await claimOne(one)
  await one.inbox.complete(event, { state: "quarantined", reason: "conflict", lastError: "why", paymentSessionId: "payses_1" })
  await one.inbox.replay(event.id)
  const [again] = await one.inbox.claim(1)
  await one.inbox.complete(again!, { state: "processed", paymentRecordId: "prec_1", providerPaymentId: "pi_1" })

  expect(await row(event.id)).toMatchObject({
    state: "processed",
    reason: null,
    last_error: null,
    payment_session_id: "payses_1",
    payment_record_id: "prec_1",
    provider_payment_id: "pi_1",
    processed_at: expect.any(Date),
  })
})
