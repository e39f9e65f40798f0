import { recover } from "../../src/services/deliveries/editing/recover"
import { allDue, capture, destination, emptyDeliveries, outcome } from "./support/deliveries"
import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance
let other: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  ;[one, other] = await Promise.all([database.instance(), database.instance()])
})

afterAll(() => database?.close())

beforeEach(async () => {
  await emptyDeliveries(database)
  await one.deliveryDestinations.create(destination())
})

const captures = async (count: number) => {
  for (let i = 0; i < count; i++) await capture(one, `p${i}`)
}
const claim = (limit = 10, by = one) => by.deliveries.claim("dest_1", limit, 30, `token_${Math.random()}`)
const breaker = async () => (await one.deliveryDestinations.find("dest_1"))!
const inSeconds = (date: Date | null) => Math.round((date!.getTime() - Date.now()) / 1000)

/** Lets so many attempts fail, one after another. */
async function fail(times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const [delivery] = await claim(1)
    await one.deliveries.recordOutcomes("dest_1", [outcome(delivery!, "failed")])
  }
}

describe("an attempt", () => {
  it("is written down with its outcome, and is the last one of a delivery that arrived", async () => {
    await captures(1)
    expect(await one.deliveries.dueDestinations()).toEqual([{ id: "dest_1", version: 1 }])
    const [delivery] = await claim()
    expect(delivery).toMatchObject({ state: "sending", attempts: 1, reclaimed: false, is_probe: false })
    expect((await one.deliveries.recordOutcomes("dest_1", [outcome(delivery!, "delivered")])).ids).toEqual([delivery!.id])

    expect(await one.deliveries.find(delivery!.id)).toMatchObject({
      state: "delivered",
      lease_token: null,
      last_status: 200,
      delivered_at: expect.any(Date),
    })
    const [attempt] = await one.deliveries.attemptsOf(delivery!.id)
    expect(attempt).toMatchObject({ number: 1, outcome: "delivered", status: 200, answer: "answer", error: null, actor_id: null })
    expect(attempt!.ended_at.getTime() - attempt!.started_at.getTime()).toBe(500)
    expect(await one.deliveries.dueDestinations()).toEqual([])
    expect((await breaker()).updated_at).toEqual((await breaker()).created_at)
  })

  it("says whether something else is due, such as the next fact of its payment", async () => {
    await capture(one, "p", 2)
    const end = async () => {
      const [delivery] = await claim()
      return (await one.deliveries.recordOutcomes("dest_1", [outcome(delivery!, "delivered")])).hasMore
    }

    expect(await end()).toBe(true)
    expect(await end()).toBe(false)
  })

  it("of a dead worker is unknown, and its own late outcome counts no more", async () => {
    await captures(1)
    const [lost] = await claim()
    expect(await claim(10, other)).toEqual([])
    await database.query(`UPDATE delivery SET next_attempt_at = now(), leased_until = now()`)
    const [again] = await claim(10, other)
    expect(again).toMatchObject({ id: lost!.id, reclaimed: true, attempts: 2, lapsed_leases: 1, lapsed_at: expect.any(Date) })

    expect((await one.deliveries.recordOutcomes("dest_1", [outcome(lost!, "delivered")])).ids).toEqual([])
    await other.deliveries.recordOutcomes("dest_1", [outcome(again!, "failed")])
    expect(await one.deliveries.attemptsOf(lost!.id)).toMatchObject([
      { number: 1, outcome: "unknown" },
      { number: 2, outcome: "failed", status: 500, error: "the receiver answered 500" },
    ])
    expect(await one.deliveries.find(lost!.id)).toMatchObject({ state: "failed", lapsed_leases: 0 })
  })

  it("that was not made is taken back", async () => {
    await captures(1)
    const [first] = await claim()
    await one.deliveries.release([first!.id], first!.lease_token!)
    expect(await one.deliveries.find(first!.id)).toMatchObject({ state: "pending", attempts: 0, lease_token: null })
    await fail(1)
    await allDue(database)
    const [second] = await claim()
    await one.deliveries.release([second!.id], second!.lease_token!)
    expect(await one.deliveries.find(first!.id)).toMatchObject({ state: "failed", attempts: 1 })
  })
})

describe("the breaker", () => {
  it("opens after five failures in a row; what waits behind it loses no attempt", async () => {
    await captures(8)
    await fail(4)
    expect(await breaker()).toMatchObject({ consecutive_failures: 4, opened_until: null, failing_since: expect.any(Date) })
    await fail(1)

    expect(await breaker()).toMatchObject({ consecutive_failures: 5, opened_until: expect.any(Date) })
    expect(await one.deliveries.dueDestinations()).toEqual([])
    expect(await claim()).toEqual([])
    const waiting = await database.query(`SELECT attempts FROM delivery WHERE state = 'pending'`)
    expect(waiting).toEqual([{ attempts: 0 }, { attempts: 0 }, { attempts: 0 }])
  })

  it("is probed by one delivery at a time, and its pause doubles with each probe that fails", async () => {
    await captures(6)
    await fail(5)
    for (const pause of [10, 20, 40]) {
      await database.query(`UPDATE delivery_destination SET opened_until = now()`)
      await allDue(database)
      expect(await one.deliveries.dueDestinations()).toHaveLength(1)
      const [probe, ...more] = await claim(10)
      expect([probe!.is_probe, more]).toEqual([true, []])
      expect(await claim(10, other)).toEqual([])
      expect(await other.deliveries.dueDestinations()).toEqual([])
      await one.deliveries.recordOutcomes("dest_1", [outcome(probe!, "failed")])
      const { opened_until, probing_until } = await breaker()
      expect(probing_until).toBeNull()
      expect(Math.abs(inSeconds(opened_until) - pause)).toBeLessThanOrEqual(pause * 0.1 + 2)
    }
    await database.query(`UPDATE delivery_destination SET opened_until = now(), consecutive_failures = 400`)
    await allDue(database)
    await one.deliveries.recordOutcomes("dest_1", [outcome((await claim())[0]!, "failed")])
    expect(inSeconds((await breaker()).opened_until)).toBeLessThanOrEqual(991)
  })

  it("lets another probe go where the first one's worker died", async () => {
    await captures(6)
    await fail(5)
    await database.query(`UPDATE delivery_destination SET opened_until = now()`)
    await claim(1)
    await database.query(`UPDATE delivery_destination SET probing_until = now()`)
    await allDue(database)

    expect(await claim(10, other)).toMatchObject([{ is_probe: true }])
  })

  it("closes with one success, and is not opened wider by what was on its way when it opened", async () => {
    await captures(12)
    const flying = await claim(10)
    await one.deliveries.recordOutcomes(
      "dest_1",
      flying.slice(0, 5).map((delivery) => outcome(delivery, "failed")),
    )
    const opened = await breaker()
    await one.deliveries.recordOutcomes(
      "dest_1",
      flying.slice(5, 9).map((delivery) => outcome(delivery, "failed")),
    )
    expect(await breaker()).toMatchObject({ consecutive_failures: 5, opened_until: opened.opened_until })

    await one.deliveries.recordOutcomes("dest_1", [outcome(flying[9]!, "delivered")])
    expect(await breaker()).toMatchObject({
      consecutive_failures: 0,
      opened_until: null,
      failing_since: null,
      noticed_percent: 0,
    })
    expect(await claim(10)).toHaveLength(2)
  })

  it("does not count a message that the receiver refuses for good", async () => {
    await captures(6)
    for (const delivery of await claim(6)) {
      await one.deliveries.recordOutcomes("dest_1", [outcome(delivery, "dead", { isFailure: false })])
    }
    expect(await breaker()).toMatchObject({ consecutive_failures: 0, failing_since: null })
  })
})

describe("a delivery that is given up", () => {
  const endAll = async (given: Parameters<typeof outcome>[2] = {}) => {
    await allDue(database)
    const claimed = await claim(10)
    await one.deliveries.recordOutcomes(
      "dest_1",
      claimed.map((delivery) => outcome(delivery, "dead", { isFailure: false, reason: "refused", ...given })),
    )
    return claimed
  }

  it("is counted in the statement that ends it, until the merchant is notified", async () => {
    await captures(2)
    const [, last] = await endAll({ lastError: "no" })
    const expected = {
      id: "dest_1",
      given_up: 2,
      given_up_from: 0,
      last: { fact: "payment.captured", reason: "refused", error: "no" },
    }
    expect(await one.deliveryDestinations.givenUp()).toMatchObject([expected])
    await one.deliveryDestinations.markGivenUpNoticed("dest_1", 2)
    await one.deliveryDestinations.markGivenUpNoticed("dest_1", 1)
    expect(await one.deliveryDestinations.givenUp()).toEqual([])
    expect(await one.deliveryDestinations.hasGivenUp("dest_1")).toBe(true)

    for (const { id } of await database.query(`SELECT id FROM delivery`)) await one.deliveries.replay(id, "user_1")
    expect(await one.deliveryDestinations.hasGivenUp("dest_1")).toBe(false)
    await one.deliveries.recordOutcomes("dest_1", [outcome(last!, "dead")])
    expect(await one.deliveryDestinations.givenUp()).toEqual([])
  })

  it("goes on with the count of the item that is open, and begins another behind a resolved one", async () => {
    await captures(1)
    await endAll()
    await one.deliveryDestinations.markGivenUpNoticed("dest_1", 1)
    const about = { kind: "delivery_failing" as const, detail: "given up" }
    const { item } = await one.attention.raise({
      ...about,
      subject_key: "dest_1:given_up:0",
      data: { destination_id: "dest_1", given_up_from: 0 },
    })
    await one.attention.raise({ ...about, subject_key: "dest_1:50", data: { destination_id: "dest_1" } })
    await capture(one, "next")
    await endAll()
    expect(await one.deliveryDestinations.givenUp()).toMatchObject([{ given_up: 2, given_up_from: 0 }])
    await one.attention.resolve(item.id, "superseded", { action: "supersede", actor: "system", note: null })
    expect(await one.deliveryDestinations.givenUp()).toMatchObject([{ given_up: 2, given_up_from: 1 }])
  })

  it("is not missed if its receiver is gone, if it is a test, or news of a destination that fails: that would be news for ever", async () => {
    await captures(1)
    await endAll({ isGone: true, reason: "gone" })
    await one.deliveryDestinations.setState("dest_1", "active")
    await one.deliveries.planTest("dest_1")
    await one.attention.raise({ kind: "delivery_failing", subject_key: "dest_1:50", detail: "fails" })
    expect(await endAll()).toHaveLength(2)
    expect(await breaker()).toMatchObject({ given_up: 0 })
    expect(await one.deliveryDestinations.hasGivenUp("dest_1")).toBe(false)

    await one.attention.raise({ kind: "mismatch", subject_key: "pwhe_1", detail: "differs" })
    await endAll()
    expect(await breaker()).toMatchObject({ given_up: 1 })
  })
})

describe("a destination", () => {
  it("that is gone is disabled at once; active again, it has a clean sheet", async () => {
    await captures(2)
    const [delivery] = await claim(1)
    await one.deliveries.recordOutcomes("dest_1", [outcome(delivery!, "dead", { status: 410, isGone: true })])
    expect(await breaker()).toMatchObject({
      state: "disabled",
      disabled_reason: "gone",
      disabled_at: expect.any(Date),
      version: 2,
    })
    expect(await claim()).toEqual([])

    await one.deliveryDestinations.setState("dest_1", "active")
    expect(await breaker()).toMatchObject({
      state: "active",
      disabled_reason: null,
      consecutive_failures: 0,
      failing_since: null,
      version: 3,
    })
    expect(await claim()).toHaveLength(1)
  })

  it("that is paused keeps what is planned for it", async () => {
    await one.deliveryDestinations.setState("dest_1", "paused")
    await captures(1)
    expect([await one.deliveries.dueDestinations(), await claim()]).toEqual([[], []])
    expect(await one.deliveries.backlog()).toMatchObject([{ destination_id: "dest_1", state: "pending", count: 1 }])
    await one.deliveryDestinations.setState("dest_1", "active")
    expect(await claim()).toHaveLength(1)
  })

  it("that is deleted cancels what no living worker has", async () => {
    await captures(3)
    const [flying, dying] = await claim(2)
    await database.query(`UPDATE delivery SET leased_until = now() WHERE id = $1`, [dying!.id])
    expect(await one.deliveryDestinations.markDeleted("dest_1")).toBe(true)
    expect(await one.deliveryDestinations.markDeleted("dest_1")).toBe(false)
    expect(await one.deliveries.cancelOrphans(10)).toBe(2)

    expect((await one.deliveries.recordOutcomes("dest_1", [outcome(flying!, "delivered")])).ids).toEqual([flying!.id])
    expect(await one.deliveries.replay(dying!.id, "user_1")).toBe(false)
  })

  it("is failing as long as its failures go on, and noticed after half, nine tenths and all of its time", async () => {
    await captures(1)
    await fail(1)
    const failingFor = async (hours: number) => {
      await database.query(`UPDATE delivery_destination SET failing_since = updated_at - make_interval(hours => $1)`, [hours])
      return (await one.deliveryDestinations.failing()).map(({ percent }) => percent)
    }
    expect(await failingFor(59)).toEqual([])
    expect(await failingFor(60)).toEqual([50])
    await one.deliveryDestinations.markNoticed("dest_1", 50)
    expect(await failingFor(107)).toEqual([])
    expect(await failingFor(108)).toEqual([90])
    expect(await failingFor(120)).toEqual([100])
    await one.deliveryDestinations.setState("dest_1", "disabled", "failing")
    expect(await one.deliveryDestinations.failing()).toMatchObject([{ state: "disabled", percent: 100 }])
    await one.deliveryDestinations.markNoticed("dest_1", 100)
    expect(await one.deliveryDestinations.failing()).toEqual([])
  })

  it("is not disabled for a time in which nothing was sent to it", async () => {
    await captures(1)
    await fail(1)
    await database.query(
      `UPDATE delivery_destination SET failing_since = now() - interval '200 hours', updated_at = now() - interval '199 hours'`,
    )
    expect(await one.deliveryDestinations.failing()).toEqual([])
  })

  it("that a person mends is tried at once", async () => {
    await captures(6)
    await fail(5)
    expect(await claim()).toEqual([])
    await one.deliveryDestinations.update("dest_1", { description: "mended" })
    expect(await claim()).toHaveLength(1)
  })

  it("is noticed upwards only", async () => {
    await one.deliveryDestinations.markNoticed("dest_1", 90)
    await one.deliveryDestinations.markNoticed("dest_1", 50)
    expect((await breaker()).noticed_percent).toBe(90)
  })
})

describe("a person", () => {
  it("sends one delivery again, with all its attempts, whatever came of it before", async () => {
    await captures(1)
    const [delivery] = await claim()
    expect(await one.deliveries.replay(delivery!.id, "user_1")).toBe(false)
    await one.deliveries.recordOutcomes("dest_1", [outcome(delivery!, "delivered")])
    expect(await one.deliveries.replay(delivery!.id, "user_1")).toBe(true)

    const [again] = await claim()
    expect(again).toMatchObject({ id: delivery!.id, event_id: delivery!.event_id, attempts: 2, replayed_after: 1 })
    await one.deliveries.recordOutcomes("dest_1", [outcome(again!, "failed")])
    await allDue(database)
    await one.deliveries.recordOutcomes("dest_1", [outcome((await claim())[0]!, "delivered")])
    const attempts = await one.deliveries.attemptsOf(delivery!.id)
    expect(attempts.map(({ actor_id }) => actor_id)).toEqual([null, "user_1", null])
  })

  it("recovers what failed or died since, in batches, and nothing else", async () => {
    await captures(6)
    const claimed = await claim(5)
    const states = ["failed", "dead", "delivered", "dead", "failed"] as const
    await one.deliveries.recordOutcomes(
      "dest_1",
      claimed.map((delivery, index) => outcome(delivery, states[index]!, { isFailure: false })),
    )
    await database.query(`UPDATE delivery SET updated_at = now() - interval '2 days' WHERE id = $1`, [claimed[4]!.id])
    const since = new Date(Date.now() - 86_400_000)

    expect(await one.deliveries.recover("dest_1", since, "user_1", 2)).toBe(2)
    expect(await one.deliveries.recover("dest_1", since, "user_1", 2)).toBe(1)
    expect(await one.deliveries.recover("dest_1", since, "user_1", 2)).toBe(0)
    const rows = await database.query(`SELECT state, replayed_by FROM delivery ORDER BY created_at`)
    expect(rows.map(({ state }) => state)).toEqual(["pending", "pending", "delivered", "pending", "failed", "pending"])
    expect(await claim(10)).toHaveLength(4)
  })
})

it("recovers ten thousand failed deliveries, every one of them and none twice", async () => {
  await database.query(
    `INSERT INTO delivery (id, destination_id, event_id, fact, subject, sequence, payload, data, recorded_at, state, attempts,
       next_attempt_at, give_up_at, updated_at)
     SELECT 'pdel_' || i, 'dest_1', 'ptrn_' || i, 'payment.captured', 'prec_' || i, 1, 'full', '{}', now(),
            CASE WHEN i % 2 = 0 THEN 'dead' WHEN i % 10001 = 0 THEN 'delivered' ELSE 'failed' END, 3, now() + interval '1 day', now(),
            now() - CASE WHEN i > 10001 THEN interval '2 days' ELSE interval '1 hour' END
       FROM generate_series(1, 10010) AS i`,
  )
  const request = { destinationId: "dest_1", since: new Date(Date.now() - 86_400_000), actorId: "user_1" }
  expect(await recover(one, { ...request, dryRun: true })).toBe(10_000)
  expect(await recover(one, request)).toBe(10_000)
  expect(await recover(one, request)).toBe(0)

  const rows = await database.query(
    `SELECT state, replayed_by, replayed_after, next_attempt_at <= now() AS due, count(*)::int AS n
       FROM delivery GROUP BY 1, 2, 3, 4 ORDER BY n DESC`,
  )
  expect(rows[0]).toEqual({ state: "pending", replayed_by: "user_1", replayed_after: 3, due: true, n: 10_000 })
  expect(
    rows
      .slice(1)
      .map(({ replayed_by, n }) => [replayed_by, n])
      .sort(),
  ).toEqual([
    [null, 1],
    [null, 4],
    [null, 5],
  ])
  const claimed = await claim(500)
  expect(new Set(claimed.map(({ id }) => id)).size).toBe(500)
})

it("deletes finished deliveries that are old, with their attempts", async () => {
  await captures(3)
  const claimed = await claim(3)
  await one.deliveries.recordOutcomes(
    "dest_1",
    claimed.map((delivery, index) => outcome(delivery, index === 0 ? "failed" : "delivered")),
  )
  await database.query(`UPDATE delivery SET updated_at = now() - interval '31 days' WHERE id <> $1`, [claimed[2]!.id])

  expect(await one.retention.prune("deliveries", 30, 10)).toBe(1)
  const left = await database.query(`SELECT delivery_id FROM delivery_attempt ORDER BY 1`)
  expect(left.map(({ delivery_id }) => delivery_id)).toEqual([claimed[0]!.id, claimed[2]!.id].sort())
})
