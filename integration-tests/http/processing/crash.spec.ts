import { poll, useStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvents } from "../support/look"

const CONCURRENCY = 4

const world = useStore({
  options: { processing: { concurrency: CONCURRENCY, leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

const count = async (state: string): Promise<number> =>
  (await world.db.query(`SELECT count(*)::int AS n FROM payment_webhook_event WHERE state = $1`, [state])).rows[0].n

it("applies all acknowledged events once, although it is killed twice midway", async () => {
  const { shop, gateway, db } = world
  const carts = await Promise.all(Array.from({ length: 20 }, () => shop.checkout()))
  const events = await Promise.all(
    carts.map(async ({ paymentId }) => (await gateway.client.change(paymentId, "pay", { delivery: { times: 2 } })).event_id),
  )
  for (const done of [2, 8]) {
    await poll("events in flight", async () => (await count("processed")) >= done && (await count("processing")) > 0, {
      timeoutMs: 90_000,
      everyMs: 5,
    })
    await world.restart({ signal: "SIGKILL" })
  }
  await gateway.idle()

  const finished = await finishedEvents(world, events)
  expect(finished.map(({ state, last_error }) => [state, last_error])).toEqual(Array(20).fill(["processed", null]))
  expect(finished.some(({ attempts }) => attempts > 1)).toBe(true)
  for (const ready of carts) {
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  }
  const { rows: orphans } = await db.query(
    `SELECT o.id FROM "order" o WHERE o.deleted_at IS NULL AND NOT EXISTS (SELECT FROM order_cart l WHERE l.order_id = o.id)`,
  )
  expect(orphans).toEqual([])

  await poll(
    "all messages",
    async () => {
      // Messages that a killed process had claimed wait for their leases of a minute.
      await world.step(20)
      const { rows } = await db.query(`SELECT count(*)::int AS n FROM payment_notification WHERE state = 'sent'`)
      return rows[0].n === 20
    },
    { timeoutMs: 150_000 },
  )
  const mails = await gateway.client.mailbox()
  expect(new Set(mails.map(({ to }) => to))).toEqual(new Set(carts.map(({ cart }) => cart.email)))
  // Nobody can know whether the mail server had taken a message when the store died: that attempt, and only that, is made again.
  expect(mails.length).toBeLessThanOrEqual(20 + 2 * CONCURRENCY)
  expect(new Set(mails.map(({ idempotency_key }) => idempotency_key)).size).toBe(mails.length)
})
