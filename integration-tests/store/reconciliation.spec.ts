import { Client } from "pg"
import type { NewCheck } from "../../src/services/store/reconciliation-check-repository"
import type { NewFinding } from "../../src/services/store/reconciliation-finding-repository"
import { newEvent, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let first: Instance
let second: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  first = await database.instance()
  second = await database.instance()
})

afterAll(() => database?.close())

beforeEach(() =>
  database.query(
    `TRUNCATE reconciliation_check, reconciliation_finding, reconciliation_run, payment_webhook_event, payment_record CASCADE`,
  ),
)

const MINUTE = 60_000
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE)

const newChecks = (count: number, given: Partial<NewCheck> = {}): NewCheck[] =>
  Array.from({ length: count }, (_, index) => ({
    payment_session_id: `payses_${given.account ?? "a"}_${index}`,
    account: "a",
    provider_payment_id: null,
    started_at: ago(10),
    due_at: ago(5),
    ...given,
  }))

describe("checks", () => {
  it("are planned once, however often a session is seen", async () => {
    const { reconciliationChecks: checks } = first
    await checks.plan(newChecks(3))
    const [claimed] = await checks.claim("a", 1, 60)
    await checks.complete([{ sessionId: claimed!.payment_session_id }])
    await Promise.all([checks.plan(newChecks(4)), second.reconciliationChecks.plan(newChecks(4))])
    await checks.plan([])

    expect(await database.query(`SELECT finished, count(*)::int FROM reconciliation_check GROUP BY finished ORDER BY 1`)).toEqual(
      [
        { finished: false, count: 3 },
        { finished: true, count: 1 },
      ],
    )
  })

  it("are claimed by one worker each, and only when due", async () => {
    await first.reconciliationChecks.plan(newChecks(60))
    await first.reconciliationChecks.plan(newChecks(5, { account: "b" }))
    await first.reconciliationChecks.plan(newChecks(5, { account: "c", due_at: ago(-5) }))
    expect(await first.reconciliationChecks.dueAccounts()).toEqual(["a", "b"])

    const claimed: string[] = []
    const drain = async ({ reconciliationChecks: checks }: Instance) => {
      for (;;) {
        const batch = await checks.claim("a", 7, 60)
        if (!batch.length) return
        claimed.push(...batch.map(({ payment_session_id }) => payment_session_id))
      }
    }
    await Promise.all([drain(first), drain(second), drain(first), drain(second)])
    await drain(first)
    expect(claimed).toHaveLength(60)
    expect(new Set(claimed).size).toBe(60)
  })

  it("of payments in a final state are found, unless they were asked about before", async () => {
    const { reconciliationChecks: checks } = first
    await checks.plan(newChecks(6))
    await checks.plan(newChecks(1, { account: "b" }))
    const [captured, canceled, failed, again, done] = newChecks(6).map(({ payment_session_id }) => payment_session_id)
    const states = {
      [captured!]: "captured",
      [canceled!]: "canceled",
      [failed!]: "failed",
      [again!]: "captured",
      [done!]: "expired",
    }
    await database.query(
      `INSERT INTO payment_record (id, payment_session_id, account, provider, state, amount, currency_code)
       SELECT 'prec_' || session, session, 'a', 'hmac', state, 1, 'eur' FROM unnest($1::text[], $2::text[]) AS given (session, state)`,
      [
        [...Object.keys(states), "payses_b_0"],
        [...Object.values(states), "captured"],
      ],
    )
    await checks.complete([{ sessionId: again!, next: ago(1) }, { sessionId: done! }])

    const reported = (await checks.findReported("a", 10)).map(({ payment_session_id, state }) => [payment_session_id, state])
    expect(reported.sort()).toEqual([
      [captured, "captured"],
      [canceled, "canceled"],
    ])
    expect(await checks.findReported("a", 1)).toHaveLength(1)
  })

  it("are claimed again when their worker dies, postponed when they fail, and end when done", async () => {
    const { reconciliationChecks: checks } = first
    await checks.plan(newChecks(4))
    const batch = await checks.claim("a", 4, 0)
    expect(batch).toHaveLength(4)
    expect(await checks.claim("a", 4, 60)).toHaveLength(4)

    const [back, later, next, done] = batch.map(({ payment_session_id }) => payment_session_id)
    await checks.releaseClaims([back!])
    await checks.postpone(later!, 3600, "the provider answered 429")
    await checks.complete([{ sessionId: next!, next: new Date(Date.now() + 3_600_000) }, { sessionId: done! }])
    await checks.complete([])

    expect((await checks.claim("a", 4, 60)).map(({ payment_session_id }) => payment_session_id)).toEqual([back])
    const rows = await database.query(
      `SELECT payment_session_id, attempts, last_error, finished, checked_at IS NOT NULL AS checked, due_at > now() AS later
         FROM reconciliation_check WHERE payment_session_id <> $1`,
      [back],
    )
    expect(Object.fromEntries(rows.map(({ payment_session_id, ...rest }) => [payment_session_id, rest]))).toEqual({
      [later!]: { attempts: 1, last_error: "the provider answered 429", finished: false, checked: false, later: true },
      [next!]: { attempts: 0, last_error: null, finished: false, checked: true, later: true },
      [done!]: { attempts: 0, last_error: null, finished: true, checked: true, later: true },
    })
  })
})

describe("runs", () => {
  it("are one process's at a time", async () => {
    let finish = () => {}
    const busy = new Promise<void>((resolve) => (finish = resolve))
    let began = () => {}
    const begun = new Promise<void>((resolve) => (began = resolve))
    const running = first.reconciliationRuns.exclusively(async () => {
      began()
      await busy
      return "done"
    })
    await begun
    expect(await second.reconciliationRuns.exclusively(async () => "too")).toBeUndefined()
    finish()
    expect(await running).toBe("done")
    expect(await second.reconciliationRuns.exclusively(async () => "now")).toBe("now")
  })

  it("of the job last an hour, and the next goes on where the last was", async () => {
    const { reconciliationRuns: runs } = first
    const run = await runs.ofTheHour()
    expect(run.cursor).toBeNull()
    const cursor = { plannedUntil: "2026-03-01T12:00:00.000Z", windows: { a: { since: "x", until: "y", page: "3" } } }
    await runs.saveCursor(run.id, cursor)
    await runs.progress(run.id, { checked: 2, calls: 3 })
    await runs.progress(run.id, { checked: 1, differing: 1, failed: 1 })
    // Killed and started anew: the same run, from the same page.
    expect(await second.reconciliationRuns.ofTheHour()).toMatchObject({
      id: run.id,
      cursor,
      checked: 3,
      calls: 3,
      differing: 1,
      failed: 1,
    })

    await database.query(`UPDATE reconciliation_run SET started_at = now() - interval '61 minutes'`)
    const next = await runs.ofTheHour()
    expect(next).toMatchObject({ cursor, checked: 0 })
    expect(await runs.find(run.id)).toMatchObject({ state: "finished", finished_at: expect.any(Date) })
  })

  it("of a command that was killed are seen to have failed", async () => {
    const { reconciliationRuns: runs } = first
    const killed = await runs.openCommand({ account: null, since: ago(60), dryRun: false })
    const next = await runs.openCommand({ account: "a", since: ago(60), dryRun: true })
    expect(await runs.find(killed.id)).toMatchObject({ state: "failed", last_error: "ended before it was finished" })
    await runs.saveError(next.id, "a: no answer")
    await runs.finish(next.id, "finished")
    expect(await runs.find(next.id)).toMatchObject({ state: "finished", account: "a", dry_run: true, last_error: "a: no answer" })
  })
})

describe("findings", () => {
  const finding = (runId: string, given: Partial<NewFinding> = {}): NewFinding => ({
    reconciliation_run_id: runId,
    account: "a",
    payment_session_id: "payses_1",
    payment_record_id: null,
    provider_payment_id: "pi_1",
    detail: "they differ",
    ours: { state: null },
    theirs: [],
    differs_since: null,
    dryRun: false,
    ...given,
  })
  const begin = (dryRun = false) => first.reconciliationRuns.openCommand({ account: null, since: ago(60), dryRun })

  it("are saved once per difference, and once per dry run", async () => {
    const { reconciliationFindings: findings } = first
    const dry = await begin(true)
    await findings.add(finding(dry.id, { dryRun: true }))
    await findings.add(finding(dry.id, { dryRun: true }))
    const run = await begin()
    const added = await findings.add(finding(run.id))
    expect(added).toMatchObject({ isNew: true, state: "found" })
    expect(await findings.add(finding(run.id))).toEqual({ ...added, isNew: false })
    expect(await findings.add(finding(run.id, { payment_session_id: null }))).toEqual({ ...added, isNew: false })
    expect(await findings.add(finding(run.id, { detail: "otherwise" }))).toMatchObject({ isNew: true })
    expect(await findings.add(finding(run.id, { account: "b" }))).toMatchObject({ isNew: true })

    await findings.close(added.id, "repaired")
    expect(await findings.add(finding(run.id))).toMatchObject({ isNew: true })
  })

  it("wait for their event, and are counted when it has repaired them", async () => {
    const { reconciliationFindings: findings, webhookEvents } = first
    const run = await begin()
    const { id } = await findings.add(finding(run.id))
    await webhookEvents.insertMany([newEvent({ id: "pwhe_1", account: "a", event_id: "reconciliation:1" })], 3600)
    await findings.markRepairing(id, "a", "reconciliation:1")
    expect(await findings.open(10)).toEqual([])

    await database.query(`UPDATE payment_webhook_event SET state = 'quarantined', reason = 'amount_mismatch', last_error = 'why'`)
    expect(await findings.open(10)).toEqual([
      expect.objectContaining({
        id,
        webhook_event_id: "pwhe_1",
        state: "repairing",
        event_state: "quarantined",
        event_reason: "amount_mismatch",
        event_error: "why",
      }),
    ])
    await findings.close(id, "repaired")
    await findings.close(id, "in_review")
    expect(await findings.open(10)).toEqual([])
    expect(await first.reconciliationRuns.find(run.id)).toMatchObject({ repaired: 1 })
    expect(await findings.anySince("a", ago(1))).toBe(true)
    expect(await findings.anySince("a", ago(-1))).toBe(false)
    expect(await findings.anySince("b", ago(1))).toBe(false)
  })

  it("whose process was killed before their event was recorded are open after a while", async () => {
    const { reconciliationFindings: findings } = first
    const { id } = await findings.add(finding((await begin()).id))
    expect(await findings.open(10)).toEqual([])
    await database.query(`UPDATE reconciliation_finding SET created_at = now() - interval '11 minutes'`)
    expect((await findings.open(10)).map((open) => open.id)).toEqual([id])
  })

  it("in review are open again when their payment has changed since", async () => {
    const { reconciliationFindings: findings } = first
    const run = await begin()
    const { id } = await findings.add(finding(run.id))
    await findings.close(id, "in_review")
    const transition = (at: string) =>
      database.query(
        `INSERT INTO payment_record (id, payment_session_id, account, provider, state, version, amount, currency_code, updated_at)
         VALUES ('prec_1', 'payses_1', 'a', 'hmac', 'captured', 1, 2500, 'eur', ${at})
         ON CONFLICT (id) DO UPDATE SET updated_at = EXCLUDED.updated_at`,
      )
    await transition(`now() - interval '1 minute'`)
    expect(await findings.open(10)).toEqual([])
    await transition(`now() + interval '1 second'`)
    expect((await findings.open(10)).map((open) => [open.id, open.state])).toEqual([[id, "in_review"]])
    await findings.close(id, "repaired")
    expect(await findings.open(10)).toEqual([])
  })

  it("of dry runs are never open", async () => {
    const { reconciliationFindings: findings } = first
    await findings.add(finding((await begin(true)).id, { dryRun: true }))
    await database.query(`UPDATE reconciliation_finding SET created_at = now() - interval '11 minutes'`)
    expect(await findings.open(10)).toEqual([])
  })
})

describe("status", () => {
  it("reports the backlog, the overdue time, and the last webhook of each account", async () => {
    const { webhookEvents, status } = first
    const reported = newEvent({ account: "a", type: "payment.captured", received_at: ago(3) })
    await webhookEvents.insertMany([reported, newEvent({ account: "a", received_at: ago(9) })], 3600)
    await webhookEvents.insertMany([newEvent({ account: "b", source: "reconciliation", received_at: ago(1) })], 3600)
    await database.query(
      `UPDATE payment_webhook_event SET next_attempt_at = now() - interval '90 seconds', fact = 'payment.captured'`,
    )

    const report = await status.report()
    expect(report).toMatchObject({
      events: [{ state: "received", count: 3 }],
      accounts: [{ account: "a", last_webhook_type: "payment.captured", webhooks_24h: 2 }],
      attention: [],
      checks: { open: 0, due: 0 },
      last_job: null,
    })
    expect(report.overdue_seconds).toBeGreaterThanOrEqual(90)
    expect((await status.lastWebhooks("a", 5)).map(({ id }) => id)[0]).toBe(reported.id)
    expect(await status.lastWebhooks("b", 5)).toEqual([])
    expect(await status.factsSeen("a")).toEqual(["payment.captured"])
    expect(await status.factsSeen("b")).toEqual([])
    await database.query(
      `UPDATE payment_webhook_event SET state = 'ignored', reason = 'no_fact', last_error = 'nothing is refunded' WHERE id = $1`,
      [reported.id],
    )
    expect(await status.ignoredFor("a", 3)).toEqual([{ type: "payment.captured", detail: "nothing is refunded", count: 1 }])
    expect(await status.ignoredFor("b", 3)).toEqual([])
    expect(await status.migrationsPending()).toBe(false)
    expect(report.channels_without_provider).toEqual([])
    expect(await status.othersConnected()).toBe(0)
    const others = ["medusa-payment-notifications 0badcafe", "medusa-payment-notifications 0badcafe", "psql"]
    const clients = others.map((name) => new Client({ connectionString: database.url, application_name: name }))
    for (const client of clients) await client.connect()
    expect(await status.othersConnected()).toBe(1)
    for (const client of clients) await client.end()
  })
})
