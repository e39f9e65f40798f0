import { poll, useStore } from "../../setup"
import { runCommand } from "../support/command"
import { finishedEvent } from "../support/look"

const world = useStore()

const OURS =
  /^(payment_(attention|webhook|record|transition|capture|refund|dispute|method_use|metric|notification|consumer)|notification_pref|push_sub|reconciliation_|delivery|delivered_order)/

const tables = async (): Promise<string[]> => {
  const { rows } = await world.db.query(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

it("says what would go, refuses beside a running store and unfinished work, and then removes every table", async () => {
  const { shop, gateway, db } = world
  const { paymentId } = await shop.checkout()
  const paid = await gateway.client.change(paymentId, "pay")
  await finishedEvent(world, paid.event_id, "processed")
  const { id } = await gateway.client.createPayment({
    amount: 100,
    currency: "EUR",
    session_id: "payses_00000000000000000000000000",
  })
  const open = await gateway.client.change(id, "pay", { delivery: { account: "hmac" } })
  const { id: eventId } = await finishedEvent(world, open.event_id, "failed")
  // It is tried no more meanwhile.
  await db.query(`UPDATE payment_webhook_event SET state = 'failed', next_attempt_at = now() + interval '1 day' WHERE id = $1`, [
    eventId,
  ])
  await poll("the mail", async () => {
    const { rows } = await db.query(`SELECT FROM payment_notification WHERE state = 'sent'`)
    return rows.length > 0
  })
  const installed = await tables()

  // Inside the store: its own process is no other one.
  let check = await world.command(["uninstall", "--check", "--json"])
  await poll("nothing but the open event", async () => {
    check = await world.command(["uninstall", "--check", "--json"])
    return check.stderr === "not everything is finished: events_open 1\n"
  }).catch(() => expect(check).toEqual({ ...check, stderr: "not everything is finished: events_open 1\n" }))
  expect(check.code).toBe(1)
  expect(check.out).toMatchObject({
    removed: false,
    tables: expect.arrayContaining([
      { table: "payment_webhook_event", rows: 2 },
      { table: "payment_record", rows: 1 },
    ]),
    marks: expect.arrayContaining([{ table: "order", rows: 0 }]),
    jobs: ["payment-notification-sweep", "payment-notification-reconcile", "payment-notification-prune"],
    subscribers: ["payment-notification-wake", "payment-notification-notify", "payment-notification-forget-customer"],
    webhooks: expect.arrayContaining([
      { path: "/webhooks/payments/stripe", caller: "stripe" },
      { path: "/hooks/payment/:provider", caller: "answered by Medusa alone again" },
    ]),
    processes: [],
    unfinished: { events_open: 1, events_quarantined: 0, messages_unsent: 0 },
  })
  expect(check.out.tables.map(({ table }: { table: string }) => table)).toEqual(installed.filter((name) => OURS.test(name)))

  const beside = await runCommand(world, ["uninstall", "--yes"])
  expect(beside.code).toBe(1)
  expect(beside.stderr).toMatch(
    /other processes use the plugin; stop them first: medusa-payment-notifications [0-9a-f]{8} at [0-9a-f.:]+/,
  )
  expect(await tables()).toEqual(installed)

  await world.store.kill("SIGTERM")
  const unfinished = await runCommand(world, ["uninstall", "--yes"])
  expect(unfinished).toMatchObject({ code: 1, stderr: expect.stringContaining("not everything is finished: events_open 1") })
  expect(await tables()).toEqual(installed)

  await db.query(`UPDATE payment_webhook_event SET state = 'ignored' WHERE id = $1`, [eventId])
  const { rows: before } = await db.query(`SELECT id, status FROM "order"`)
  const done = await runCommand(world, ["uninstall", "--yes"])
  expect(done).toMatchObject({ code: 0, out: expect.stringContaining("payment_webhook_event") })
  expect(await tables()).toEqual(installed.filter((name) => !OURS.test(name)))
  expect((await db.query(`SELECT id, status FROM "order"`)).rows).toEqual(before)
  expect(before).toHaveLength(1)
}, 300_000) // Three processes load Medusa, one after the other.

it("asks for --check or --yes, and takes not both", async () => {
  for (const args of [[], ["--check", "--yes"], ["--json"]]) {
    expect(await runCommand(world, ["uninstall", ...args])).toMatchObject({ code: 1, stderr: expect.stringContaining("--check") })
  }
})
