import { processWebhookEvent } from "../../src/application/processing/process-webhook-event"
import type { AttentionKind, Resolution } from "../../src/services/store/entities"
import { newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance({ processing: { giveUpAfterSeconds: 1000 } })
})

afterAll(() => database?.close())

let subjects = 0

const DECISION = { action: "accept", actor: "user_1", note: null } as const

/** An item that was raised for one event, closed, and comes up again for another event of the same payment. */
async function raisedAgain(kind: AttentionKind, resolution: Resolution) {
  const subject_key = `payses_${++subjects}:pay_1`
  const first = { kind, subject_key, detail: "first", webhook_event_id: "pwhe_1", amount: "100", currency_code: "eur" }
  const { item } = await instance.attention.raise(first)
  await instance.attention.markAnnounced(item.id)
  await instance.attention.resolve(item.id, resolution, DECISION)
  return instance.attention.raise({ ...first, detail: "second", webhook_event_id: "pwhe_2", amount: "90" })
}

it.each<[AttentionKind, Resolution]>([
  ["orphan_payment", "superseded"],
  ["capture_reversed", "superseded"],
  ["double_payment", "accepted"],
  ["risk", "accepted"],
])("opens a %s that was %s again, about the later event", async (kind, resolution) => {
  const { item, isNew } = await raisedAgain(kind, resolution)

  expect(isNew).toBe(false)
  expect(item).toMatchObject({ state: "open", resolution: null, resolved_at: null, announced_at: null })
  expect(item).toMatchObject({ webhook_event_id: "pwhe_2", amount: "90", detail: "second" })
})

it.each<[AttentionKind, Resolution]>([
  ["double_payment", "refunded"],
  ["orphan_payment", "dismissed"],
  ["capture_reversed", "accepted"],
])("leaves a %s that was %s closed", async (kind, resolution) => {
  const { item } = await raisedAgain(kind, resolution)

  expect(item).toMatchObject({ state: "resolved", resolution, webhook_event_id: "pwhe_1", amount: "100" })
  expect(item.announced_at).not.toBeNull()
})

it.each<[Resolution, string, boolean, string]>([
  ["dismissed", "payment.authorized", true, "open"],
  ["refunded", "payment.authorized", true, "open"],
  ["dismissed", "payment.authorized", false, "resolved"],
  ["dismissed", "payment.captured", true, "open"],
  ["dismissed", "payment.captured", false, "resolved"],
])("%s as %s, and a new capture of it (%s): it is %s", async (resolution, fact, isNews, state) => {
  const news = { kind: "late_payment" as const, subject_key: `payses_${++subjects}:pay_1`, detail: "first", data: { fact } }
  const { item } = await instance.attention.raise({ ...news, webhook_event_id: "pwhe_1" })
  await instance.attention.resolve(item.id, resolution, DECISION)
  const captured = { ...news, webhook_event_id: "pwhe_2", data: { fact: "payment.captured" } }

  expect((await instance.attention.raise(captured, { isNews })).item.state).toBe(state)
})

it("does not close an item with an event that it is about no more: a capture has taken it over", async () => {
  const promised = {
    kind: "orphan_payment" as const,
    subject_key: `payses_${++subjects}:pay_1`,
    detail: "authorized",
    webhook_event_id: "pwhe_1",
    data: { fact: "payment.authorized" },
  }
  const { item } = await instance.attention.raise(promised)
  const captured = { ...promised, webhook_event_id: "pwhe_2", data: { fact: "payment.captured" } }
  await instance.attention.raise(captured, { isNews: true })

  expect(await instance.attention.resolve(item.id, "superseded", DECISION, null, "pwhe_1")).toBe(false)
  expect(await instance.attention.find(item.id)).toMatchObject({ state: "open", data: { fact: "payment.captured" } })
  expect(await instance.attention.resolve(item.id, "superseded", DECISION, null, "pwhe_2")).toBe(true)
})

it("does not supersede an item that is being decided", async () => {
  const { item } = await instance.attention.raise({ kind: "mismatch", subject_key: "pwhe_deciding", detail: "differs" })
  const refund = { action: "refund", actor: "user_1", note: null } as const
  await instance.attention.begin(item.id, refund)

  expect(await instance.attention.resolve(item.id, "superseded", { ...DECISION, action: "supersede" })).toBe(false)
  expect(await instance.attention.resolve(item.id, "refunded", refund)).toBe(true)
  const decisions = await instance.attention.decisions(item.id)
  expect(decisions.map(({ action, outcome }) => [action, outcome])).toEqual([
    ["refund", "started"],
    ["refund", "done"],
  ])
})

it("leaves an open item about its first event", async () => {
  const news = { kind: "late_payment" as const, subject_key: "payses_open:pay_1", detail: "first", webhook_event_id: "pwhe_1" }
  await instance.attention.raise(news)
  const { item } = await instance.attention.raise({ ...news, detail: "second", webhook_event_id: "pwhe_2" })

  expect(item).toMatchObject({ state: "open", webhook_event_id: "pwhe_1", detail: "second" })
})

it("makes an event dead only after its item was raised, and not if that fails", async () => {
  const [event] = newEvents(1)
  await instance.webhookEvents.insertMany([event!], 0)
  const [claimed] = await instance.inbox.claim(1)
  const stateNow = async () =>
    (await database.query(`SELECT state FROM payment_webhook_event WHERE id = $1`, [event!.id]))[0].state
  const seen: string[] = []

  const process = (raise: () => Promise<unknown>) => {
    const logger = { warn: () => undefined, error: () => undefined }
    const { inbox, payments } = instance
    const read = () => Promise.reject(new Error("no"))
    const service = { inbox, payments, read, attention: { raise, findUnresolvedOf: async () => null }, options: { orphans: {} } }
    return processWebhookEvent({ resolve: (key: string) => (key === "logger" ? logger : service) } as never, claimed!)
  }

  await expect(process(() => Promise.reject(new Error("the database is away")))).rejects.toThrow("away")
  expect(await stateNow()).toBe("processing")
  await process(async () => {
    seen.push(await stateNow())
    return { item: { state: "open", announced_at: new Date() } }
  })
  expect([seen, await stateNow()]).toEqual([["processing"], "dead"])
})
