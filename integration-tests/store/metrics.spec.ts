import { later, report } from "./support/figures"
import { fail, newEvent, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let one: Instance
let other: Instance

const FROM = new Date("2030-01-01T00:00:00Z")
const TO = new Date("2030-01-02T00:00:00Z")
const NOON = new Date("2030-01-01T12:00:00Z")
const BEFORE = later(FROM, -1)

beforeAll(async () => {
  database = await openPluginDatabase()
  ;[one, other] = await Promise.all([database.instance(), database.instance()])
})

afterAll(() => database?.close())

beforeEach(() =>
  database.query(
    `TRUNCATE payment_webhook_count, payment_webhook_event, payment_record, payment_attention, delivery, delivery_destination CASCADE`,
  ),
)

const counted = (at: Date, account: string, outcome: string, n: number) =>
  database.query(`INSERT INTO payment_webhook_count (bucket, account, outcome, n) VALUES ($1, $2, $3, $4)`, [
    at,
    account,
    outcome,
    n,
  ])

it("is null for a span without events", async () => {
  const { overall, by_account, by_fact, by_channel, by_provider, by_locale, by_destination } = await one.metrics.report(FROM, TO)

  const none = { receive_success: null, process_success: null, send_success: null, callback_success: null }
  expect(overall).toMatchObject({ ...none, delivery_success_rate: null, delivery_time: null, receipt_time: null })
  expect([by_account, by_fact, by_channel, by_provider, by_locale, by_destination]).toEqual([[], [], [], [], [], []])
})

it("counts the calls of a span, by account", async () => {
  await counted(BEFORE, "stripe", "forged", 1000)
  await counted(FROM, "stripe", "accepted", 6)
  await counted(NOON, "stripe", "duplicate", 2)
  await counted(NOON, "stripe", "forged", 2)
  await counted(NOON, "(unknown)", "unknown_account", 10)
  await counted(TO, "stripe", "forged", 1000)
  const { overall, by_account } = await one.metrics.report(FROM, TO)

  expect(overall.receive_success).toBe(0.4)
  expect(by_account).toMatchObject([
    { account: "(unknown)", receive_success: 0, process_success: null },
    { account: "stripe", receive_success: 0.8, calls: { accepted: 6, duplicate: 2, forged: 2 } },
  ])
})

it("counts the events of a span with a fact to apply, and measures their time", async () => {
  const states = { processed: 9, dead: 1, ignored: 5, quarantined: 2, failed: 1 }
  for (const [state, count] of Object.entries(states)) {
    for (let i = 0; i < count; i++) {
      await one.webhookEvents.insertMany([newEvent({ event_id: `${state}_${i}`, received_at: NOON })], 3600)
      await database.query(
        `UPDATE payment_webhook_event SET state = $2, fact = 'payment.captured', processed_at = $3 WHERE event_id = $1`,
        [`${state}_${i}`, state, state === "processed" ? later(NOON, i + 1) : null],
      )
    }
  }
  await one.webhookEvents.insertMany([newEvent({ received_at: BEFORE })], 3600)
  const { overall, by_fact, by_account, backlog } = await one.metrics.report(FROM, TO)

  const events = { processed: 9, dead: 1, ignored: 5, quarantined: 2, waiting: 1 }
  const time = { count: 9, mean_seconds: 5, p50_seconds: 5, p95_seconds: expect.closeTo(8.6), p99_seconds: expect.closeTo(8.92) }
  expect(overall).toMatchObject({ process_success: 0.9, events, processing_time: time })
  expect(by_fact).toMatchObject([{ fact: "payment.captured", process_success: 0.9, send_success: null }])
  expect(by_account).toMatchObject([{ account: "hmac", process_success: 0.9 }])
  // The present backlog, including the event before the span.
  expect(backlog.events).toMatchObject({ waiting: 2, dead: 1, quarantined: 2, oldest_due_seconds: expect.any(Number) })
})

it("counts the attempts and messages of a span, along every dimension", async () => {
  await report(database, NOON, { id: "1", locale: "de", attempts: [["sent", 2]], receipt: 12 })
  await report(database, NOON, { id: "2", locale: "de", attempts: [["failed", 1], ["unknown", 60], ["sent", 8]] }) // prettier-ignore
  await report(database, NOON, { id: "3", channel: "sms", state: "dead", attempts: [["failed", 1]] })
  await report(database, NOON, { id: "4", account: "hmac", state: "suppressed", attempts: [["suppressed", 1]] })
  await report(database, NOON, { id: "5", account: "hmac", state: "pending", attempts: [[null, 0]] })
  await report(database, BEFORE, { id: "6", state: "dead", attempts: [["failed", 1]] })
  const { overall, by_account, by_channel, by_locale } = await one.metrics.report(FROM, TO)

  expect(overall).toMatchObject({
    send_success: 0.4,
    attempts: { ended: 5, sent: 2 },
    delivery_success_rate: 2 / 3,
    messages: { planned: 4, suppressed: 1, sent: 2, dead: 1, delivered: 1 },
    delivery_time: {
      count: 2,
      mean_seconds: 5,
      p50_seconds: 5,
      p95_seconds: expect.closeTo(7.7),
      p99_seconds: expect.closeTo(7.94),
    },
    receipt_time: { count: 1, p50_seconds: 12 },
  })
  expect(by_account).toMatchObject([
    { account: "stripe", send_success: 0.4, delivery_success_rate: 2 / 3 },
    { account: "hmac", send_success: null, delivery_success_rate: null, messages: { planned: 1, suppressed: 1 } },
  ])
  expect(by_channel).toMatchObject([
    { channel: "email", send_success: 0.5, delivery_success_rate: 1 },
    { channel: "sms", send_success: 0, delivery_success_rate: 0, delivery_time: null },
  ])
  expect(by_locale.map(({ locale, messages }) => [locale, messages.planned])).toEqual([[null, 2], ["de", 2]]) // prettier-ignore
})

it("separates the providers of one channel, by those that attempts were handed to", async () => {
  await report(database, NOON, { id: "1", provider: "smtp", attempts: [["failed", 1], ["sent", 3]] }) // prettier-ignore
  await report(database, NOON, { id: "2", provider: "smtp", attempts: [["sent", 1]], receipt: 9 })
  await report(database, NOON, { id: "3", provider: "sendgrid", state: "dead", attempts: [["failed", 1]] })
  await report(database, NOON, { id: "4", state: "dead", attempts: [["failed", 1]] })
  const { by_provider } = await one.metrics.report(FROM, TO)

  expect(by_provider).toMatchObject([
    { provider: "smtp", send_success: 2 / 3, delivery_success_rate: 1, delivery_time: { count: 2, mean_seconds: 2 } },
    { provider: null, send_success: 0, messages: { planned: 1, dead: 1 } },
    { provider: "sendgrid", send_success: 0, delivery_success_rate: 0, delivery_time: null },
  ])
  expect(by_provider[0]!.receipt_time).toMatchObject({ count: 1, p50_seconds: 9 })
})

it("takes a failed attempt's provider from its hand-over", async () => {
  await report(database, NOON, { id: "1", state: "pending" })
  await database.query(`UPDATE payment_notification SET next_attempt_at = now()`)
  const [message] = await one.notificationOutbox.claim("email", 1)
  await one.notificationOutbox.recordOutcomes([{ message: message!, error: new Error("refused"), providerId: "smtp" }])

  expect(await database.query(`SELECT outcome, provider_id FROM payment_notification_attempt`)).toEqual([
    { outcome: "failed", provider_id: "smtp" },
  ])
  const now = new Date()
  expect((await one.metrics.report(later(now, -600), later(now, 600))).by_provider).toMatchObject([
    { provider: "smtp", send_success: 0, attempts: { ended: 1, sent: 0 } },
  ])
})

it("measures automatic sends only: a resend takes as long as the person who asks for it", async () => {
  await report(database, NOON, { id: "1", attempts: [["sent", 2], ["sent", 9000, "user_1"]] }) // prettier-ignore
  const { overall } = await one.metrics.report(FROM, TO)

  expect(overall).toMatchObject({ send_success: 1, attempts: { sent: 2 }, delivery_time: { count: 1, mean_seconds: 2 } })
})

it("counts the deliveries of a span by destination, neither tests nor the time of what a person sent again", async () => {
  const rows: Array<[destination: string, state: string, seconds: number | null, fact?: string, replayedBy?: string]> = [
    ["erp", "delivered", 1],
    ["erp", "delivered", 3],
    ["erp", "delivered", 9_000, "payment.captured", "user_1"],
    ["erp", "dead", null],
    ["erp", "failed", null],
    ["erp", "dead", null, "test.ping"],
    ["bonus", "canceled", null],
    ["bonus", "pending", null],
  ]
  for (const [index, [destination, state, seconds, fact = "payment.captured", replayedBy = null]] of rows.entries()) {
    await database.query(
      `INSERT INTO delivery (id, destination_id, event_id, fact, subject, sequence, payload, data, recorded_at, give_up_at, state,
         replayed_by, delivered_at, created_at)
       VALUES ($1, $2, $1, $3, $1, 1, 'full', '{}', $4, $4, $5, $6, $7, $4)`,
      [`pdel_${index}`, destination, fact, NOON, state, replayedBy, seconds === null ? null : later(NOON, seconds)],
    )
  }
  const { overall, by_destination } = await one.metrics.report(FROM, TO)

  const callbacks = { delivered: 3, dead: 1, canceled: 1, waiting: 2 }
  expect(overall).toMatchObject({ callback_success: 0.75, callbacks, callback_time: { count: 2, mean_seconds: 2 } })
  expect(by_destination).toMatchObject([
    { destination: "bonus", callback_success: null, callbacks: { canceled: 1, waiting: 1 }, callback_time: null },
    { destination: "erp", callback_success: 0.75, callbacks: { delivered: 3, dead: 1, waiting: 1 } },
  ])
})

it("says what waits for a destination, and calls nothing due that rests", async () => {
  await database.query(`INSERT INTO delivery_destination (id, origin, kind, facts, state)
    VALUES ('erp', 'api', 'http', '{*}', 'active'), ('bonus', 'api', 'http', '{*}', 'paused')`)
  for (const [id, destination, state, dueAgo] of [
    ["a", "erp", "failed", 90],
    ["b", "erp", "pending", -60],
    ["c", "bonus", "pending", 500],
    ["d", "bonus", "dead", 0],
  ] as const) {
    await database.query(
      `INSERT INTO delivery (id, destination_id, event_id, fact, subject, sequence, payload, data, recorded_at, give_up_at, state, next_attempt_at)
       VALUES ($1, $2, $1, 'payment.captured', $1, 1, 'full', '{}', now(), now(), $3, now() - make_interval(secs => $4))`,
      [id, destination, state, dueAgo],
    )
  }
  const { backlog } = await one.metrics.report(FROM, TO)

  expect(backlog.deliveries).toEqual({ due: 1, waiting: 3, oldest_due_seconds: expect.closeTo(90, 0), dead: 1 })
  expect(await one.deliveryOverview.list()).toMatchObject([
    { id: "bonus", state: "paused", waiting: 1, due: 1, dead: 1, is_open: false, last_delivered_at: null },
    { id: "erp", state: "active", waiting: 2, due: 1, overdue_seconds: expect.closeTo(90, 0), dead: 0 },
  ])
})

it("adds up the counts of several processes, in any order", async () => {
  const add = ({ webhookCounts }: Instance) =>
    webhookCounts.add([
      { account: "stripe", outcome: "accepted", n: 2 },
      { account: "hmac", outcome: "forged", n: 1 },
    ])
  await Promise.all(Array.from({ length: 40 }, (_, i) => add(i % 2 ? one : other)))

  expect(await one.webhookCounts.sum()).toEqual([
    { account: "hmac", outcome: "forged", n: 40 },
    { account: "stripe", outcome: "accepted", n: 80 },
  ])
})

it.each([
  ["minutes into hours", 10, 3_600],
  ["hours into days", 200, 3_600 * 24],
])("folds old %s without losing any, also twice at once", async (_what, days, unit) => {
  const DAY_MS = 86_400_000
  const old = new Date(Math.floor(Date.now() / DAY_MS - days) * DAY_MS)
  const step = unit / 60
  for (const minute of [0, 1, 59, 60]) await counted(later(old, minute * step), "stripe", "accepted", 1)
  await one.webhookCounts.add([{ account: "stripe", outcome: "accepted", n: 1 }])
  await Promise.all([one.webhookCounts.fold(), other.webhookCounts.fold()])
  await one.webhookCounts.fold()

  const rows = await database.query(`SELECT bucket, n FROM payment_webhook_count ORDER BY bucket`)
  expect(rows.slice(0, 2)).toEqual([
    { bucket: old, n: "3" },
    { bucket: later(old, unit), n: "1" },
  ])
  expect(rows).toHaveLength(3)
})

it("counts the outcome of each attempt at an event, once the lease's owner has written it", async () => {
  await one.webhookEvents.insertMany([newEvent({ account: "stripe" })], 3600)
  const [event] = await one.inbox.claim(1)
  await fail(one, event!, new Error("no"))
  await one.inbox.complete(event!, { state: "processed" })
  await one.webhookTally.flush()

  expect(await other.webhookCounts.sum()).toEqual([{ account: "stripe", outcome: "failed", n: 1 }])
})
