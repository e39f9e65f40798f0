import { carryOn } from "../../src/services/inbox/replay/carry-on"
import { beginReplay } from "../../src/services/inbox/replay/begin-replay"
import type { CauseOfEvents } from "../../src/services/store/webhook-replay-repository"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance
let other: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  other = await database.instance()
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event, payment_webhook_replay`))

/** Dead events of one cause, numbered by their ids; some have the same microsecond. */
async function dead(times: number, { account = "stripe", from = 0 } = {}): Promise<CauseOfEvents> {
  await database.query(
    `INSERT INTO payment_webhook_event (id, account, provider, event_id, type, body, headers, payload, state, reason, last_error, give_up_at,
       attempts, received_at)
     SELECT 'pwhe_' || lpad(i::text, 4, '0'), $1, 'p', i::text, 't', '{}', '{}', '{}', 'dead', 'no_answer', 'nobody answered for ' || i, now(), 9,
            '2030-01-01T00:00:00Z'::timestamptz + make_interval(secs => (i / 3) * 0.000001)
       FROM generate_series($2::int, $3::int) AS i`,
    [account, from, from + times - 1],
  )
  const { causes } = await instance.webhookOverview.causes("dead")
  return causes.find((cause) => cause.account === account)!
}

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `pwhe_${String(from + i).padStart(4, "0")}`)
const LIMITS = { window: 4, giveUpAfterSeconds: 1_000 }
const step = (on: Instance = instance, limits = LIMITS) => on.webhookReplays.exclusively((open) => carryOn(open, limits))
const stateOf = async (state: string) =>
  (await database.query<{ id: string }>(`SELECT id FROM payment_webhook_event WHERE state = $1 ORDER BY id`, [state])).map(
    ({ id }) => id,
  )
const become = (state: string, these: readonly string[]) =>
  database.query(`UPDATE payment_webhook_event SET state = $1, updated_at = clock_timestamp() WHERE id = ANY ($2)`, [
    state,
    these,
  ])

it("makes no more events due at once than its window holds, in their order, and counts what became of each", async () => {
  const cause = await dead(10)
  const { replay } = await beginReplay(instance, cause, "user_1")
  expect(replay).toMatchObject({ state: "running", total: 10, done: 0, failed: 0, actor: "user_1", reason: "no_answer" })

  expect(await step()).toMatchObject({ advanced: 4, isOpen: true })
  expect(await stateOf("received")).toEqual(ids(0, 4))
  const [event] = await database.query(
    `SELECT attempts, reason, give_up_at > now() AS again FROM payment_webhook_event WHERE id = 'pwhe_0000'`,
  )
  expect(event).toEqual({ attempts: 0, reason: null, again: true })
  expect(await step()).toMatchObject({ advanced: 0, isOpen: true })
  await become("processed", ids(0, 2))
  await become("dead", ids(2, 3))
  expect(await step()).toMatchObject({ advanced: 3 })
  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({ done: 3, failed: 1, in_flight: ids(3, 7) })
  await become("processed", ids(3, 7))
  expect(await step()).toMatchObject({ advanced: 3 })
  await become("processing", ids(7, 8))
  await become("failed", ids(8, 9))
  await become("quarantined", ids(9, 10))
  expect(await step()).toMatchObject({ advanced: 0, finished: [], isOpen: true })
  await become("ignored", ids(7, 8))

  const end = { id: replay.id, total: 10, done: 10, failed: 3 }
  expect(await step()).toEqual({ advanced: 0, finished: [end], isOpen: false })
  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({ ...end, state: "finished", ended_at: expect.any(Date) })
  // The one that died again is not tried over and over.
  expect(await stateOf("dead")).toEqual(ids(2, 3))
})

it("passes over what was ignored, replayed or deleted meanwhile, and what died after it began", async () => {
  const cause = await dead(6)
  const { replay } = await beginReplay(instance, cause, "user_1")
  await database.query(`UPDATE payment_webhook_event SET state = 'ignored' WHERE id = 'pwhe_0001'`)
  await database.query(`DELETE FROM payment_webhook_event WHERE id = 'pwhe_0002'`)
  await instance.inbox.replay("pwhe_0003")
  await become("dead", ids(5, 6))
  expect(await step()).toMatchObject({ advanced: 2 })
  expect((await instance.webhookReplays.find(replay.id))!.in_flight).toEqual(["pwhe_0000", "pwhe_0004"])
  await database.query(`DELETE FROM payment_webhook_event WHERE id = 'pwhe_0004'`)
  await become("processed", ids(0, 1))
  await step()
  await step()

  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({
    state: "finished",
    total: 6,
    done: 1,
    failed: 0,
    in_flight: [],
  })
})

it("begins one run where two begin at once, and another one once it has ended", async () => {
  const cause = await dead(3)
  const begun = await Promise.all([
    beginReplay(instance, cause, "user_1"),
    beginReplay(other, cause, "user_2"),
    beginReplay(instance, cause, "user_3"),
  ])

  expect(new Set(begun.map(({ replay }) => replay.id)).size).toBe(1)
  expect(begun.filter(({ isNew }) => isNew).length).toBe(1)
  await instance.webhookReplays.stop(begun[0].replay.id, "user_4")
  expect(await beginReplay(other, cause, "user_2")).toMatchObject({ isNew: true, replay: { total: 3, actor: "user_2" } })
})

it("begins none where there is nothing, and says so", async () => {
  const nothing = { state: "dead", account: "stripe", cause: "1234" } as const
  await expect(beginReplay(instance, nothing, "user_1")).rejects.toMatchObject({
    status: 404,
    type: "not_found",
    message: "There is no dead event of account stripe with the cause 1234 that can be replayed",
  })
  const cause = await dead(1)
  await database.query(
    `UPDATE payment_webhook_event SET body = NULL, payload = '{"erased":"eras_1","erased_at":"2030-01-01T00:00:00Z"}'`,
  )
  await expect(beginReplay(instance, cause, "user_1")).rejects.toMatchObject({ status: 404 })
})

it("makes nothing more due once it was stopped, and still counts what was under way", async () => {
  const cause = await dead(10)
  const { replay } = await beginReplay(instance, cause, "user_1")
  await step()
  expect(await instance.webhookReplays.stop(replay.id, "user_2")).toMatchObject({ state: "stopped", stopped_by: "user_2" })
  expect(await instance.webhookReplays.stop(replay.id, "user_3")).toBeUndefined()
  expect(await step()).toMatchObject({ advanced: 0, isOpen: true })
  await become("processed", ids(0, 4))
  await step()
  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({
    state: "stopped",
    stopped_by: "user_2",
    done: 4,
    in_flight: [],
  })
  expect(await step()).toEqual({ advanced: 0, finished: [], isOpen: false })
  expect((await stateOf("dead")).length).toBe(6)

  expect(await beginReplay(instance, cause, "user_1")).toMatchObject({ replay: { total: 6 } })
})

it("is carried on by one process at a time, and by any other where one dies in the middle of a step", async () => {
  const cause = await dead(5)
  const { replay } = await beginReplay(instance, cause, "user_1")
  await instance.webhookReplays.exclusively(async (open) => {
    expect(await step(other)).toBeUndefined()
    await carryOn(open, LIMITS)
  })
  await become("processed", ids(0, 4))
  const died = instance.webhookReplays.exclusively(async (open) => {
    await carryOn(open, LIMITS)
    throw new Error("killed")
  })
  await expect(died).rejects.toThrow("killed")
  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({ done: 0, in_flight: ids(0, 4) })

  expect(await step(other)).toMatchObject({ advanced: 1 })
  expect(await instance.webhookReplays.find(replay.id)).toMatchObject({ done: 4, in_flight: ids(4, 5) })
})

it("shares one window between all runs, the oldest first", async () => {
  const stripe = await dead(3)
  const adyen = await dead(5, { account: "adyen", from: 600 })
  const first = (await beginReplay(instance, stripe, "user_1")).replay
  const second = (await beginReplay(instance, adyen, "user_1")).replay
  expect(await step()).toMatchObject({ advanced: 4 })

  const inFlight = async (id: string) => (await instance.webhookReplays.find(id))!.in_flight
  expect([await inFlight(first.id), await inFlight(second.id)]).toEqual([ids(0, 3), ids(600, 601)])
})
