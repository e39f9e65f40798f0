import { InvalidStateError } from "../../src/services/domain/errors"
import { WEBHOOK_EVENT_STATES, type WebhookEventState } from "../../src/services/store/entities"
import type { NewAttention } from "../../src/services/store/attention-repository"
import { newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance({ processing: { giveUpAfterSeconds: 1000 } })
})

afterAll(() => database?.close())

beforeEach(() => database.query(`TRUNCATE payment_webhook_event`))

const eventIn = async (state: WebhookEventState): Promise<string> => {
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 1)
  await database.query(
    `UPDATE payment_webhook_event SET state = $2, attempts = 7, reason = 'why', last_error = 'what',
            next_attempt_at = now() + interval '1 hour', lease_token = CASE WHEN $2 = 'processing' THEN 'theirs' END,
            processed_at = CASE WHEN $2 IN ('processed', 'ignored') THEN now() END
      WHERE id = $1`,
    [event!.id, state],
  )
  return event!.id
}

const row = async (id: string) => (await database.query(`SELECT * FROM payment_webhook_event WHERE id = $1`, [id]))[0]

const REPLAYABLE: WebhookEventState[] = ["processed", "ignored", "failed", "dead", "quarantined"]
const IGNORABLE: WebhookEventState[] = ["received", "failed", "dead", "quarantined"]
const others = (states: WebhookEventState[]) => WEBHOOK_EVENT_STATES.filter((state) => !states.includes(state))

it.each(REPLAYABLE)("replays an event that is %s: due at once, with a fresh retry span", async (state) => {
  const id = await eventIn(state)
  await instance.inbox.replay(id)

  expect(await row(id)).toMatchObject({ state: "received", attempts: 0, reason: null, processed_at: null, lease_token: null })
  const [claimed] = await instance.inbox.claim(1)
  expect(claimed).toMatchObject({ id, attempts: 1, reclaimed: false })
  const [{ span }] = await database.query(
    `SELECT extract(epoch FROM give_up_at - now())::float AS span FROM payment_webhook_event WHERE id = $1`,
    [id],
  )
  expect(span).toBeGreaterThan(900)
})

it.each(others(REPLAYABLE))("does not replay an event that is %s", async (state) => {
  const id = await eventIn(state)
  const before = await row(id)

  await expect(instance.inbox.replay(id)).rejects.toThrow(InvalidStateError)
  expect(await row(id)).toEqual(before)
})

it.each(IGNORABLE)("ignores an event that is %s, and saves the reason", async (state) => {
  const id = await eventIn(state)
  await instance.inbox.ignore(id, "refunded by hand")

  expect(await row(id)).toMatchObject({ state: "ignored", reason: "refunded by hand", processed_at: expect.any(Date) })
  await database.query(`UPDATE payment_webhook_event SET next_attempt_at = now()`)
  expect(await instance.inbox.claim(10)).toEqual([])
})

it.each(others(IGNORABLE))("does not ignore an event that is %s", async (state) => {
  const id = await eventIn(state)
  const before = await row(id)

  await expect(instance.inbox.ignore(id, "no")).rejects.toThrow(InvalidStateError)
  expect(await row(id)).toEqual(before)
})

it("lets one of two concurrent decisions win", async () => {
  for (let i = 0; i < 10; i++) {
    const id = await eventIn("dead")
    const outcomes = await Promise.allSettled([instance.inbox.ignore(id, "enough"), instance.inbox.ignore(id, "too")])

    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  }
})

it("does not let a person ignore an event that a worker has claimed", async () => {
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 1000)
  const [claimed] = await instance.inbox.claim(1)

  await expect(instance.inbox.ignore(event!.id, "no")).rejects.toThrow(InvalidStateError)
  expect(await instance.inbox.complete(claimed!, { state: "processed" })).toBe(true)
})

it("refuses an unknown event", async () => {
  await expect(instance.inbox.replay("pwhe_none")).rejects.toThrow(InvalidStateError)
  await expect(instance.inbox.ignore("pwhe_none", "no")).rejects.toThrow(InvalidStateError)
})

describe("a quarantined event", () => {
  const quarantined = async (id: string, session: string, payment: string | null = null, age = 60) => {
    await instance.webhookEvents.insertMany([{ ...newEvents(1)[0]!, id, event_id: id }], 1)
    await database.query(
      `UPDATE payment_webhook_event
          SET state = 'quarantined', payment_session_id = $2, provider_payment_id = $3, updated_at = now() - make_interval(secs => $4)
        WHERE id = $1`,
      [id, session, payment, age],
    )
    return row(id)
  }

  it("is found beside others of the same payment, also where the provider names none", async () => {
    const unnamed = await quarantined("a", "payses_1")
    await quarantined("b", "payses_1")
    const named = await quarantined("c", "payses_1", "pay_1")
    await quarantined("d", "payses_1", "pay_1", 5)
    await quarantined("e", "payses_2", "pay_1")

    expect(await instance.inbox.quarantinedBeside(unnamed)).toMatchObject([{ id: "b" }])
    expect(await instance.inbox.quarantinedBeside(named)).toMatchObject([{ id: "d" }])
    expect(await instance.inbox.quarantinedBeside(named, new Date(Date.now() - 30_000))).toEqual([])
  })

  it("is found when no item covers it: neither its own nor one about its session", async () => {
    await database.query(`TRUNCATE payment_attention CASCADE`)
    const about = async (subject_key: string, more: Partial<NewAttention>, state = "open") => {
      const { item } = await instance.attention.raise({ kind: "mismatch", subject_key, detail: "differs", ...more })
      await database.query(`UPDATE payment_attention SET state = $2 WHERE id = $1`, [item.id, state])
    }
    for (const name of ["own", "session", "decided", "none"]) await quarantined(name, `payses_${name}`)
    await quarantined("young", "payses_young", null, 1)
    await about("own", { webhook_event_id: "own" })
    await about(
      "session",
      { kind: "double_payment", payment_session_id: "payses_session", provider_payment_id: "pay_1" },
      "deciding",
    )
    // Open for months, and about something else: it does not show the quarantined events.
    await about("other", { kind: "dispute", payment_session_id: "payses_none" })
    await about("decided", { webhook_event_id: "decided", payment_session_id: "payses_decided" }, "resolved")

    expect((await instance.inbox.quarantinedUnseen(["double_payment"], 30, 10)).sort()).toEqual(["decided", "none"])
  })
})
