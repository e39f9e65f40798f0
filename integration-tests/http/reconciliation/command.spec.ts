import { setTimeout as pause } from "node:timers/promises"
import { poll, useStore } from "../../setup"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"
import { runCommand } from "../support/command"

const world = useStore()
afterEach(() => world.gateway.client.setFaults({}))

const NEVER = { delivery: { times: 0 } }

const findingsOf = async ({ session }: ReadyCart) => {
  const sql = `SELECT * FROM reconciliation_finding WHERE payment_session_id = $1 ORDER BY created_at`
  return (await world.db.query(sql, [session.id])).rows
}

const eventsOf = async ({ session }: ReadyCart) => {
  const sql = `SELECT source, state, fact FROM payment_webhook_event WHERE payment_session_id = $1 ORDER BY received_at`
  return (await world.db.query(sql, [session.id])).rows
}

const found = ({ out }: { out: any }): string[][] =>
  out.findings.map(({ payment_session_id, state, detail }: any) => [payment_session_id, state, detail]).sort()

it("reports drift in a dry run with 3, brings it to agreement, and exits with 0 from then on", async () => {
  const { shop, gateway } = world
  const paid = await shop.checkout()
  const canceled = await shop.checkout()
  await shop.checkout() // Not paid: nothing to find.
  await gateway.client.change(paid.paymentId, "pay", NEVER)
  await gateway.client.change(canceled.paymentId, "cancel", NEVER)

  const dry = await runCommand(world, ["reconcile", "--since", "1h", "--dry-run", "--json"])
  expect(dry).toMatchObject({ code: 3, out: { run: { dry_run: true, checked: 3, differing: 2 }, unasked: 0 } })
  expect(found(dry)).toEqual(
    [
      [paid.session.id, "found", "the provider reports the payment captured of 25.00 EUR; nothing was reported"],
      [canceled.session.id, "found", "the provider reports the payment canceled of 25.00 EUR; nothing was reported"],
    ].sort(),
  )
  expect(await outcomeOf(world, paid)).toMatchObject({ orders: 0 })
  expect(await eventsOf(paid)).toEqual([])

  const repair = await world.command(["reconcile", "--since", "1h", "--json"])
  expect(repair.out.findings.map(({ state }: any) => state)).toEqual(["repaired", "repaired"])
  expect(repair.code).toBe(0)
  expect(await outcomeOf(world, paid)).toMatchObject(paidOnce())
  expect(await outcomeOf(world, canceled)).toMatchObject({ orders: 0, session: "canceled" })
  expect(await gateway.client.moneyCalls(paid.paymentId)).toEqual([])
  expect(await gateway.client.moneyCalls(canceled.paymentId)).toEqual([])
  expect(await eventsOf(paid)).toEqual([{ source: "reconciliation", state: "processed", fact: "payment.captured" }])

  const again = await world.command(["reconcile", "--since", "1h", "--dry-run"])
  expect(again).toMatchObject({ code: 0, out: expect.stringContaining("0 differ") })
  expect(await findingsOf(paid)).toHaveLength(2)
})

it("finds a refund that no webhook reported, also by the provider's list of an older payment", async () => {
  const { shop, gateway, db } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  // It began before the requested span: only the list shows that it changed.
  await db.query(`UPDATE payment_session SET created_at = now() - interval '3 days' WHERE id = $1`, [ready.session.id])
  const { refund } = await gateway.client.refund(ready.paymentId, { amount: 700, ...NEVER })

  const repair = await world.command(["reconcile", "--since", "1h", "--json"])
  expect(found(repair)).toEqual([
    [ready.session.id, "repaired", `the provider reports refund ${refund.id} of 7.00 EUR succeeded, it is not known here`],
  ])
  expect(repair.code).toBe(0)
  const { rows } = await db.query(
    `SELECT amount::float FROM refund WHERE payment_id IN (SELECT id FROM payment WHERE payment_session_id = $1)`,
    [ready.session.id],
  )
  expect(rows).toEqual([{ amount: 7 }])
  expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("pays the order once when the webhook was only late", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay", { delivery: { hold: true } })
  const repair = world.command(["reconcile", "--since", "1h", "--json"])
  await pause(500)
  await gateway.client.release()
  const { code } = await repair

  expect(code).toBe(0)
  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("finishes although the provider refuses every other query", async () => {
  const { shop, gateway } = world
  const carts = await Promise.all(Array.from({ length: 4 }, () => shop.checkout()))
  for (const { paymentId } of carts) await gateway.client.change(paymentId, "pay", NEVER)
  await gateway.client.setFaults({ on: ["read"], every: 2, retryAfterSeconds: 1 })

  const repair = await world.command(["reconcile", "--since", "1h", "--account", "sandbox-api", "--json"])
  const { read } = await gateway.client.traffic()
  expect(read.refused).toBeGreaterThan(1)
  expect(repair).toMatchObject({ code: 0, out: { unasked: 0 } })
  await gateway.client.setFaults({})
  for (const ready of carts) expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("asks one by one only about payments that the provider's list leaves open", async () => {
  const { shop, gateway, db } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { rows } = await db.query(
    `SELECT count(*)::int AS sessions, count(*) FILTER (WHERE record.id IS NULL)::int AS unheard
       FROM payment_session AS session LEFT JOIN payment_record AS record ON record.payment_session_id = session.id
      WHERE session.created_at > now() - interval '1 hour'`,
  )
  expect(rows[0].unheard).toBeLessThan(rows[0].sessions)

  await gateway.client.setFaults({})
  const look = await world.command(["reconcile", "--since", "1h", "--account", "sandbox-api", "--dry-run", "--json"])
  expect(look).toMatchObject({ code: 0, out: { run: { checked: rows[0].sessions }, findings: [] } })
  const { read } = await gateway.client.traffic()
  expect(read.answered).toBe(1 + rows[0].unheard)
})

it("is killed midway, and the next run finishes the remainder", async () => {
  const { shop, gateway, db } = world
  const carts = await Promise.all(Array.from({ length: 5 }, () => shop.checkout()))
  for (const { paymentId } of carts) await gateway.client.change(paymentId, "pay", NEVER)
  const sessions = carts.map(({ session }) => session.id)
  const findings = async () => {
    const sql = `SELECT count(*)::int FROM reconciliation_finding WHERE payment_session_id = ANY($1)`
    return (await db.query(sql, [sessions])).rows[0].count as number
  }
  // Slow enough to be killed among them.
  await gateway.client.setFaults({ on: ["read"], every: 2, retryAfterSeconds: 2 })
  let pid = 0
  const killed = runCommand(world, ["reconcile", "--since", "1h"], { onStart: (started) => (pid = started) })
  await poll("a first finding", async () => (await findings()) > 0, { timeoutMs: 60_000 })
  process.kill(pid, "SIGKILL")
  expect((await killed).code).not.toBe(0)
  await gateway.client.setFaults({})

  const rest = await runCommand(world, ["reconcile", "--since", "1h", "--json"])
  expect(rest.code).toBe(0)
  for (const ready of carts) {
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
    expect(await eventsOf(ready)).toHaveLength(1)
  }
  const { rows } = await db.query(`SELECT state FROM reconciliation_run WHERE state <> 'finished' AND trigger = 'command'`)
  expect(rows).toEqual([{ state: "failed" }])
})
