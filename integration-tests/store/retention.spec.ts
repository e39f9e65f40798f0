import type { MedusaContainer } from "@medusajs/framework/types"
import { parseOptions } from "../../src/services/options"
import type { Retained } from "../../src/services/store/retention-repository"
import { prune } from "../../src/application/prune"
import { newEvent, newEvents, openPluginDatabase, type Instance, type PluginDatabase } from "./support/module"

let database: PluginDatabase
let instance: Instance

beforeAll(async () => {
  database = await openPluginDatabase()
  instance = await database.instance()
})

afterAll(() => database?.close())

beforeEach(() =>
  database.query(
    `TRUNCATE payment_webhook_event, payment_notification, payment_attention, reconciliation_check, reconciliation_finding,
              reconciliation_run, payment_record, push_subscription CASCADE`,
  ),
)

const DAYS = 40

/** An event that came `age` days ago and has been in `state` since. */
async function event(id: string, state: string, age: number): Promise<void> {
  await instance.webhookEvents.insertMany([newEvent({ id, event_id: id })], 3600)
  await database.query(
    `UPDATE payment_webhook_event
        SET state = $2, received_at = now() - make_interval(days => $3), updated_at = now() - make_interval(days => $3),
            processed_at = CASE WHEN $2 IN ('processed', 'ignored') THEN now() - make_interval(days => $3) END
      WHERE id = $1`,
    [id, state, age],
  )
}

const item = (about: string, state: string) =>
  instance.attention
    .raise({ kind: "mismatch", subject_key: about, webhook_event_id: about, detail: "differs" })
    .then(({ item: { id } }) =>
      database.query(`UPDATE payment_attention SET state = $2 WHERE id = $1`, [id, state]).then(() => id),
    )

/** A run that ended `age` days ago. */
const run = (id: string, age: number, { trigger = "job", dryRun = false, state = "finished" } = {}) =>
  database.query(
    `INSERT INTO reconciliation_run (id, trigger, dry_run, state, started_at, finished_at)
     VALUES ($1, $3, $4, $5, now() - make_interval(days => $2), now() - make_interval(days => $2))`,
    [id, age, trigger, dryRun, state],
  )

const finding = (id: string, runId: string, state: string, age: number, eventId: string | null = null) =>
  database.query(
    `INSERT INTO reconciliation_finding (id, reconciliation_run_id, account, detail, ours, theirs, state, webhook_event_id, updated_at)
     VALUES ($1, $2, 'a', 'differs', '{}', '{}', $3, $5, now() - make_interval(days => $4))`,
    [id, runId, state, age, eventId],
  )

const left = async (table: string, key = "id"): Promise<string[]> =>
  (await database.query(`SELECT ${key} AS key FROM ${table} ORDER BY 1`)).map(({ key }: { key: string }) => key)

const pruneOnce = (what: Retained) => instance.retention.prune(what, DAYS, 100)

it("deletes old finished events, and none that a person has to review", async () => {
  await event("a-old-processed", "processed", 41)
  await event("b-old-ignored", "ignored", 41)
  await event("young", "processed", 39)
  for (const state of ["received", "processing", "failed", "dead", "quarantined"]) await event(state, state, 500)
  await event("of-open-item", "processed", 500)
  await item("of-open-item", "open")
  await event("of-item-being-decided", "ignored", 500)
  await item("of-item-being-decided", "deciding")
  await event("c-of-resolved-item", "ignored", 500)
  await item("c-of-resolved-item", "resolved")
  await run("run", 1)
  await event("of-held-finding", "processed", 500)
  await finding("in_review", "run", "in_review", 1, "of-held-finding")
  await event("d-of-repaired-finding", "processed", 500)
  await finding("repaired", "run", "repaired", 1, "d-of-repaired-finding")
  const before = await left("payment_webhook_event")

  expect(await pruneOnce("webhookEvents")).toBe(4)
  expect(await left("payment_webhook_event")).toEqual(before.filter((id) => !/^[abcd]-/.test(id)))
})

it("counts from the verdict: an event replayed yesterday stays, and its repeat is no new event", async () => {
  await event("replayed", "processed", 500)
  await database.query(`UPDATE payment_webhook_event SET processed_at = now() - interval '1 day'`)

  expect(await pruneOnce("webhookEvents")).toBe(0)
  expect((await instance.webhookEvents.insertMany([newEvent({ event_id: "replayed" })], 3600)).size).toBe(0)
})

it("deletes old messages that were sent, given up or suppressed", async () => {
  const open = await item("open", "open")
  const resolved = await item("resolved", "resolved")
  const message = (id: string, state: string, age: number, attention: string | null = null) =>
    database.query(
      `INSERT INTO payment_notification
         (id, subject, payment_attention_id, fact, audience, channel, recipient, template, data, state, give_up_at, updated_at)
       VALUES ($1, $1, $4, 'f', 'merchant', 'email', 'a@b.example', 't', '{}', $2, now(), now() - make_interval(days => $3))`,
      [id, state, age, attention],
    )
  await message("a-sent", "sent", 41)
  await message("b-suppressed", "suppressed", 41)
  await message("c-of-resolved", "sent", 41, resolved)
  await message("of-open", "sent", 41, open)
  await message("young", "sent", 39)
  for (const state of ["pending", "sending", "failed", "dead"]) await message(state, state, 500)

  const handed: string[] = []
  const first = async (rows: Array<{ id: string }>) => void handed.push(...rows.map(({ id }) => id))
  expect(await instance.retention.prune("notifications", DAYS, 100, first)).toBe(4)
  expect(handed.sort()).toEqual(["a-sent", "b-suppressed", "c-of-resolved", "dead"])
  expect(await left("payment_notification")).toEqual(["failed", "of-open", "pending", "sending", "young"])
})

it("preserves messages of which another copy could not be deleted", async () => {
  await database.query(
    `INSERT INTO payment_notification (id, subject, fact, audience, channel, recipient, template, data, state, give_up_at, updated_at)
     VALUES ('old', 's', 'f', 'merchant', 'email', 'a@b.example', 't', '{}', 'sent', now(), now() - interval '500 days')`,
  )
  const refuse = () => Promise.reject(new Error("not now"))
  await expect(instance.retention.prune("notifications", DAYS, 100, refuse)).rejects.toThrow("not now")
  expect(await left("payment_notification")).toEqual(["old"])
})

it("deletes uses of cards older than every rule, and expired browsers", async () => {
  const record = `INSERT INTO payment_record (id, payment_session_id, account, provider, payment_provider_id, state, amount, currency_code)
                  VALUES ('prec_1', 'payses_1', 'a', 'hmac', 'pp_x', 'captured', 100, 'eur')`
  await database.query(record)
  await database.query(
    `INSERT INTO payment_method_use (id, account, fingerprint, payment_record_id, created_at)
     VALUES ('old', 'a', 'card-1', 'prec_1', now() - interval '41 days'), ('young', 'a', 'card-2', 'prec_1', now())`,
  )
  await database.query(
    `INSERT INTO push_subscription (id, customer_id, endpoint, p256dh, auth, expires_at)
     SELECT name, 'cus_1', 'https://push.example/' || name, 'k', 'a', until
       FROM (VALUES ('gone', now() - interval '41 days'), ('lasting', NULL), ('soon', now() + interval '1 day')) AS given (name, until)`,
  )

  expect(await pruneOnce("paymentMethodUses")).toBe(1)
  expect(await left("payment_method_use")).toEqual(["young"])
  expect(await pruneOnce("pushSubscriptions")).toBe(1)
  expect(await left("push_subscription")).toEqual(["lasting", "soon"])
})

it("deletes old findings that were repaired or only reported, and empty runs except the last", async () => {
  await run("job-1", 43)
  await run("job-2", 42)
  await run("job-3", 41)
  await run("command", 42, { trigger: "command" })
  await run("dry", 43, { trigger: "command", dryRun: true })
  await finding("in_review", "job-2", "in_review", 500)
  await finding("open", "job-2", "repairing", 500)
  await finding("repaired", "job-1", "repaired", 41)
  await finding("reported", "dry", "found", 43)
  await finding("young", "job-3", "repaired", 39)

  expect(await pruneOnce("findings")).toBe(2)
  expect(await left("reconciliation_finding")).toEqual(["in_review", "open", "young"])
  expect(await pruneOnce("runs")).toBe(2)
  expect(await left("reconciliation_run")).toEqual(["command", "job-2", "job-3"])
})

it("deletes old replays that have ended", async () => {
  await database.query(
    `INSERT INTO payment_webhook_replay (id, event_state, account, cause, state, total, actor, ended_at)
     SELECT name, 'dead', 'a', name, state, 1, 'user_1', now() - make_interval(days => age)
       FROM (VALUES ('old', 'finished', 41), ('stopped', 'stopped', 41), ('running', 'running', NULL), ('young', 'finished', 39)) AS given (name, state, age)`,
  )

  expect(await pruneOnce("replays")).toBe(2)
  expect(await left("payment_webhook_replay")).toEqual(["running", "young"])
})

it("deletes old finished checks", async () => {
  await database.query(
    `INSERT INTO reconciliation_check (payment_session_id, account, due_at, finished, checked_at, started_at)
     SELECT name, 'a', now(), finished, now() - make_interval(days => age), now() - interval '500 days'
       FROM (VALUES ('old', true, 41), ('open', false, 41), ('young', true, 39)) AS given (name, finished, age)`,
  )

  expect(await pruneOnce("checks")).toBe(1)
  expect(await left("reconciliation_check", "payment_session_id")).toEqual(["open", "young"])
})

it("shares the work among instances, batch by batch, until nothing is left", async () => {
  await instance.webhookEvents.insertMany(newEvents(1200), 3600)
  await database.query(
    `UPDATE payment_webhook_event SET state = 'processed', received_at = now() - interval '500 days', processed_at = now() - interval '500 days'`,
  )
  await event("young", "processed", 399)
  const lines: string[] = []
  const container = ({ retention }: Instance, options = parseOptions({})) =>
    ({
      resolve: (name: string) => (name === "logger" ? { info: (line: string) => lines.push(line) } : { options, retention }),
    }) as unknown as MedusaContainer
  await prune(container(instance, parseOptions({ retention: { webhookEventDays: false } })))
  expect(await left("payment_webhook_event")).toHaveLength(1201)

  const other = await database.instance()
  await Promise.all([prune(container(instance)), prune(container(other))])
  // An instance that finds rows locked leaves them to the one that holds the locks.
  expect(await left("payment_webhook_event")).toEqual(["young"])
  const deleted = lines.map((line) => Number(/(\d+) webhookEvents/.exec(line)?.[1]))
  expect(deleted.reduce((sum, count) => sum + count, 0)).toBe(1200)
})
