import { poll, useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf } from "../support/look"

const world = useSharedStore({ account: "hmac" })

it("puts a capture before a person whose order is canceled while it is being recorded", async () => {
  const { db, gateway, shop } = world
  const ready = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  const authorized = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, authorized.event_id, "processed")
  // The capture is found payable, and cannot be written yet.
  const holder = await db.connect()
  await holder.query("BEGIN")
  await holder.query("LOCK TABLE capture IN SHARE MODE")
  const captured = await gateway.client.change(ready.paymentId, "capture")
  const waiting = `SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE 'insert into%capture%'`
  await poll("the capture's row", async () => (await db.query(waiting)).rowCount)
  const { rows } = await db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE email = $1 RETURNING id`, [
    ready.cart.email,
  ])
  await holder.query("COMMIT")
  holder.release()

  await finishedEvent(world, captured.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [25] })
  const item = await attentionOf(world).about(ready.session.id)
  expect(item).toMatchObject({
    kind: "late_payment",
    state: "open",
    order_id: rows[0].id,
    amount: "2500",
    allowed: ["dismiss"],
    detail: expect.stringContaining(`order ${rows[0].id} is canceled`),
  })
  // It stays open although its event is finished.
  await world.job("sweep")
  expect(await attentionOf(world).show(item.id)).toMatchObject({ state: "open" })
  const { rows: told } = await db.query(`SELECT fact FROM payment_notification WHERE recipient = $1`, [ready.cart.email])
  expect(told.map(({ fact }) => fact)).not.toContain("payment.captured")
})
