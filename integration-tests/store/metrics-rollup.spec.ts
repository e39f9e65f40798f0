import { openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

const DAY_MS = 86_400_000
const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS
/** A moment so many days before today, in UTC. */
const before = (days: number, hours = 0) => new Date(midnight - days * DAY_MS + hours * 3_600_000)

const WINDOWS = [
  ["a month until now", before(30), new Date(midnight + DAY_MS)],
  ["from one noon to another", before(9, 12), before(2, 12)],
  ["whole days", before(8), before(3)],
  ["one day", before(4), before(3)],
  ["hours of a day", before(4, 3), before(4, 9)],
] as const

const dayAt = (moment: Date) => moment.toISOString().slice(0, 10)

/** The days from this one on and before `end`. */
const daysBetween = (from: Date, end: string) =>
  Array.from({ length: 90 }, (_, i) => dayAt(new Date(from.getTime() + i * DAY_MS))).filter((day) => day < end)

/** Counts until no day is missing; answers today, which begins anew if the test runs over midnight. */
async function rollAll(): Promise<string> {
  const today = async () =>
    (await database.query<{ day: string }>(`SELECT (now() AT TIME ZONE 'UTC')::date::text AS day`))[0]!.day
  for (;;) {
    const begun = await today()
    for (let more = true; more;) more = await instance.metricsDays.roll()
    if ((await today()) === begun) return begun
  }
}

/** So much time has passed since the last changes and counts. */
async function pass(minutes: number): Promise<void> {
  for (const table of ["payment_webhook_event", "payment_notification", "delivery"]) {
    await database.query(
      `UPDATE ${table} SET updated_at = updated_at - make_interval(mins => ${minutes})
        WHERE updated_at BETWEEN now() - interval '1 hour' AND now()`,
    )
  }
  await database.query(`UPDATE payment_metric_day SET checked_at = checked_at - make_interval(mins => ${minutes})`)
}

let today: string

/** Twelve days of payments, events and messages with every state, value and gap that a report distinguishes. */
beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
  await database.query(`SELECT setseed(0.42)`)
  await fill(1, 1_500)
  await deliver(1, 1_500)
  today = await rollAll()
})

afterAll(() => database?.close())

async function fill(from: number, to: number): Promise<void> {
  const at = `('${before(11, 1).toISOString()}'::timestamptz + make_interval(secs => i * 680 + random()))`
  const rows = `FROM generate_series(${from}, ${to}) AS i`
  const account = `CASE WHEN i % 3 = 0 THEN 'adyen' ELSE 'stripe' END`
  const fact = `CASE WHEN i % 4 = 0 THEN 'refund.succeeded' WHEN i % 11 <> 0 THEN 'payment.captured' END`
  await database.query(`INSERT INTO payment_record (id, payment_session_id, account, provider, state, amount, currency_code)
    SELECT 'prec_' || i, 'payses_' || i, ${account}, 'p', 'captured', 1, 'eur' ${rows}`)
  await database.query(`INSERT INTO payment_transition (id, payment_record_id, version, webhook_event_id, fact, from_state, to_state, amount, currency_code, created_at)
    SELECT 'ptrn_' || i, 'prec_' || i, 1, 'pwhe_' || i, 'payment.captured', 'pending', 'captured', 1, 'eur', ${at} ${rows}`)
  await database.query(`INSERT INTO payment_webhook_event (id, account, provider, event_id, type, headers, payload, state, fact, give_up_at, received_at, processed_at, updated_at)
    SELECT id, account, 'p', id, 't', '{}', '{}', state, fact, now(), at, CASE WHEN state IN ('processed', 'ignored') THEN at + make_interval(secs => delay) END, at - interval '1 day'
      FROM (SELECT 'pwhe_' || i AS id, ${account} AS account, ${fact} AS fact, ${at} AS at,
                   -- Short and long, equal ones, and clocks that differ.
                   CASE WHEN i % 50 = 0 THEN 0 WHEN i % 51 = 0 THEN -1 WHEN i % 7 = 0 THEN 0.25 ELSE exp(random() * 12 - 6) END AS delay,
                   (ARRAY['processed', 'processed', 'processed', 'ignored', 'dead', 'quarantined', 'failed', 'received'])[1 + i % 8] AS state ${rows}) AS made`)
  await database.query(`INSERT INTO payment_notification (id, subject, payment_transition_id, payment_record_id, fact, audience, channel, recipient, locale, template, data, state, attempts, give_up_at, provider_id, resent_by, delivered_at, created_at, updated_at)
    SELECT 'pnot_' || i, 'ptrn_' || i, CASE WHEN i % 13 <> 0 THEN 'ptrn_' || i END, CASE WHEN i % 13 <> 0 THEN 'prec_' || i END, COALESCE(${fact}, 'attention.risk'),
           'customer', (ARRAY['email', 'sms', 'push'])[1 + i % 3], 'a', (ARRAY['en', 'de', NULL])[1 + i % 3], 't', '{}',
           (ARRAY['sent', 'sent', 'sent', 'dead', 'suppressed', 'pending'])[1 + i % 6], 2, now(), CASE WHEN i % 5 <> 0 THEN 'ses' END,
           CASE WHEN i % 9 = 0 THEN 'user_1' END, CASE WHEN i % 2 = 0 THEN at + make_interval(secs => exp(random() * 8)) END, at, at - interval '1 day'
      FROM (SELECT i, ${at} AS at ${rows}) AS made`)
  await database.query(`INSERT INTO payment_notification_attempt (id, payment_notification_id, number, outcome, actor_id, provider_id, started_at, ended_at)
    SELECT 'pnot_' || i || ':' || number, 'pnot_' || i, number, outcome, CASE WHEN i % 10 = 0 THEN 'user_1' END, CASE WHEN i % 5 <> 0 THEN 'ses' END, at,
           CASE WHEN outcome IS NOT NULL THEN at + make_interval(secs => exp(random() * 6)) END
      FROM (SELECT i, number, (ARRAY['sent', 'failed', 'unknown', 'suppressed', NULL, 'sent'])[1 + (i + number) % 6] AS outcome, ${at} + make_interval(days => number - 1) AS at
              FROM generate_series(${from}, ${to}) AS i, generate_series(1, 2) AS number) AS made`)
}

/** Deliveries to three destinations, tests among them. */
async function deliver(from: number, to: number): Promise<void> {
  await database.query(`INSERT INTO delivery_destination (id, origin, kind, facts)
    SELECT id, 'api', 'http', '{*}' FROM unnest(ARRAY['erp', 'bonus', 'sqs']) AS id`)
  const at = `('${before(11, 1).toISOString()}'::timestamptz + make_interval(secs => i * 680 + random()))`
  await database.query(`INSERT INTO delivery (id, destination_id, event_id, fact, subject, sequence, payload, data, recorded_at, give_up_at, state, replayed_by, delivered_at, created_at, updated_at)
    SELECT 'pdel_' || i, (ARRAY['erp', 'bonus', 'sqs'])[1 + i % 3], 'ptrn_' || i, CASE WHEN i % 17 = 0 THEN 'test.ping' ELSE 'payment.captured' END, 'prec_' || i, 1, 'full',
           '{}', at, now(), state, CASE WHEN i % 9 = 0 THEN 'user_1' END, CASE WHEN state = 'delivered' THEN at + make_interval(secs => exp(random() * 9 - 3)) END, at, at - interval '1 day'
      FROM (SELECT i, ${at} AS at, (ARRAY['delivered', 'delivered', 'delivered', 'delivered', 'dead', 'canceled', 'failed', 'pending'])[1 + i % 8] AS state
              FROM generate_series(${from}, ${to}) AS i) AS made`)
}

const days = async () =>
  (await database.query<{ day: string }>(`SELECT day::text FROM payment_metric_day ORDER BY day`)).map(({ day }) => day)

/** A report without the backlog, which is of this very moment. */
async function figures(from: Date, to: Date) {
  const { backlog: _now, ...counted } = await instance.metrics.report(from, to)
  return counted
}

/** The report with the counted days, and the one that reads every row. */
async function both(from: Date, to: Date) {
  const counted = await figures(from, to)
  const cells = await database.query(`SELECT * FROM payment_metric_day`)
  await database.query(`UPDATE payment_metric_day SET checked_at = checked_at - interval '10 days'`)
  const read = await figures(from, to)
  await database.query(`UPDATE payment_metric_day SET checked_at = checked_at + interval '10 days'`)
  expect(cells.length).toBeGreaterThan(0)
  return { counted, read }
}

it("counts every day that is over, and not today", async () => {
  expect(await days()).toEqual(daysBetween(before(11), today))
  const { n } = (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM payment_metric_cell`))[0]!
  expect(n).toBeGreaterThan(500)
})

it.each(WINDOWS)("reports the very figures that the rows give: %s", async (_what, from, to) => {
  const { counted, read } = await both(from, to)

  expect(counted).toEqual(read)
  expect(read.overall.events.processed + read.overall.attempts.ended).toBeGreaterThan(10)
  expect(read.overall.callbacks.delivered).toBeGreaterThan(5)
  expect(read.by_destination).toHaveLength(3)
})

it("reads rows of days that changed since, whatever changed", async () => {
  const [from, to] = [before(30), new Date(midnight + DAY_MS)]
  const old = await figures(from, to)
  await instance.webhookEvents.replay("pwhe_320", ["processed", "ignored", "failed", "dead", "quarantined"], 3600)
  await instance.webhookEvents.ignore("pwhe_500", ["received", "failed", "dead", "quarantined"], "decided")
  await instance.notifications.markDelivered("pnot_601")
  await instance.notifications.bounce("pnot_703", { externalId: null, code: "550" })
  await instance.notifications.resend("pnot_803", "user_1", 3600)
  await instance.notifications.claim("push", 50, 60, "token")
  expect(await instance.deliveries.replay("pdel_808", "user_1")).toBe(true)
  expect(await instance.deliveries.recover("erp", before(30), "user_1", 20)).toBe(20)
  const { counted, read } = await both(from, to)

  expect(counted).toEqual(read)
  expect(counted.overall).not.toEqual(old.overall)
})

it("leaves days alone whose rows have just changed, and counts them anew when they are quiet", async () => {
  const span = [before(30), new Date(midnight + DAY_MS)] as const
  await database.query(`UPDATE payment_webhook_event SET state = 'dead', updated_at = now() WHERE id = 'pwhe_331'`)
  const [changed] = await database.query<{ day: string }>(
    `SELECT (received_at AT TIME ZONE 'UTC')::date::text AS day FROM payment_webhook_event WHERE id = 'pwhe_331'`,
  )
  today = await rollAll()
  expect(await days()).not.toContain(changed!.day)
  const hot = await both(...span)
  expect(hot.counted).toEqual(hot.read)

  await pass(20)
  today = await rollAll()
  expect(await days()).toEqual(daysBetween(before(11), today))
  const quiet = await both(...span)
  expect(quiet.counted).toEqual(quiet.read)
  expect(quiet.counted).toEqual(hot.counted)
})

it("needs no row of a counted day", async () => {
  const span = [before(30), new Date(midnight + DAY_MS)] as const
  const known = await figures(...span)
  // Behind its back: whatever changes a row says so in `updated_at`.
  await database.query(`UPDATE payment_webhook_event SET account = 'hidden' WHERE id = 'pwhe_331'`)
  const { counted, read } = await both(...span)
  await database.query(`UPDATE payment_webhook_event SET account = 'stripe' WHERE id = 'pwhe_331'`)

  expect(counted).toEqual(known)
  expect(read).not.toEqual(known)
})

it("forgets a day some of whose rows retention deletes", async () => {
  await database.query(
    `UPDATE payment_webhook_event SET received_at = received_at - interval '60 days', processed_at = processed_at - interval '60 days',
            updated_at = updated_at - interval '60 days'`,
  )
  await database.query(
    `UPDATE payment_notification SET created_at = created_at - interval '60 days', updated_at = updated_at - interval '60 days'`,
  )
  await database.query(
    `UPDATE delivery SET created_at = created_at - interval '60 days', updated_at = updated_at - interval '60 days'`,
  )
  await database.query(`DELETE FROM payment_metric_day`)
  today = await rollAll()
  const counted = await days()
  expect(counted).toEqual(daysBetween(before(71), today))
  expect(await instance.retention.prune("webhookEvents", 68, 500)).toBeGreaterThan(10)
  expect(await instance.retention.prune("notifications", 68, 500)).toBeGreaterThan(10)
  expect(await instance.retention.prune("deliveries", 68, 500)).toBeGreaterThan(10)

  const left = await days()
  expect(left.length).toBeLessThan(counted.length)
  expect(counted).toEqual(expect.arrayContaining(left))
  const reports = await both(before(80), new Date(midnight + DAY_MS))
  expect(reports.counted).toEqual(reports.read)
})

it("counts no day whose rows retention is about to delete", async () => {
  const other = await database.instance()
  await database.query(`DELETE FROM payment_metric_day`)
  let counted: string[] | undefined
  const counting = async () => {
    await other.metricsDays.roll()
    counted = await days()
  }
  expect(await instance.retention.prune("notifications", 66, 500, counting)).toBeGreaterThan(10)
  expect(counted).toEqual([])

  today = await rollAll()
  const reports = await both(before(80), new Date(midnight + DAY_MS))
  expect(reports.counted).toEqual(reports.read)
})

it("is counted and pruned by several instances at once, and none ends another's work", async () => {
  const instances = await Promise.all([database.instance(), database.instance(), database.instance()])
  const pruneAll = async ({ retention }: Instance, kinds: ReadonlyArray<"webhookEvents" | "notifications">) => {
    let all = 0
    for (let days = 65; days > 62; days--)
      for (const what of kinds) for (let n = 7; n === 7; all += n) n = await retention.prune(what, days, 7)
    return all
  }
  const roll = async ({ metricsDays }: Instance) => {
    for (let i = 0; i < 60; i++) await metricsDays.roll()
  }
  const [first, second] = await Promise.all([
    pruneAll(instances[0]!, ["webhookEvents", "notifications"]),
    pruneAll(instances[1]!, ["notifications", "webhookEvents"]),
    roll(instances[2]!),
    roll(instance),
  ])
  expect(first + second).toBeGreaterThan(100)

  today = await rollAll()
  const reports = await both(before(80), new Date(midnight + DAY_MS))
  expect(reports.counted).toEqual(reports.read)
})

it("is shared by instances that count at once", async () => {
  await database.query(`DELETE FROM payment_metric_day`)
  const other = await database.instance()
  for (let i = 0; i < 60; i++) await Promise.all([instance.metricsDays.roll(), other.metricsDays.roll()])
  const first = (await days())[0]!
  today = await rollAll()
  expect(await days()).toEqual(daysBetween(new Date(first), today))
  const { counted, read } = await both(before(80), new Date(midnight + DAY_MS))

  expect(counted).toEqual(read)
})
