import path from "node:path"
import type { ReadyCart } from "../../../scripts/lib/shop"
import { poll, useSharedStore } from "../../setup"
import { attentionOf } from "../support/attention"
import { finishedEvent, outcomeOf } from "../support/look"

const world = useSharedStore({ account: "hmac" })

async function authorized(): Promise<ReadyCart & { readonly orderId: string }> {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const { event_id } = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, event_id, "processed")
  const { rows } = await world.db.query(`SELECT id FROM "order" WHERE email = $1`, [ready.cart.email])
  return { ...ready, orderId: rows[0].id }
}

/** Holds the table's rows as they are until the answer is called. */
async function hold(table: string): Promise<() => Promise<void>> {
  const holder = await world.db.connect()
  await holder.query("BEGIN")
  await holder.query(`LOCK TABLE ${table} IN SHARE MODE`)
  return async () => {
    await holder.query("COMMIT")
    holder.release()
  }
}

const waitFor = (statement: string) =>
  poll(`a statement like ${statement}`, async () => {
    const { rowCount } = await world.db.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE $1`,
      [statement],
    )
    return rowCount
  })

async function shownItem({ session, orderId }: { session: { id: string }; orderId: string }) {
  const item = await attentionOf(world).about(session.id)
  expect(item).toMatchObject({
    ...{ kind: "late_payment", state: "open", order_id: orderId, amount: "2500", allowed: ["dismiss"] },
    detail: expect.stringContaining(`order ${orderId} is canceled and still holds this payment`),
  })
  return item
}

it("puts a capture before a person whose order is canceled while it is being recorded", async () => {
  const ready = await authorized()
  // The capture is found payable, and cannot be written yet.
  const release = await hold("capture")
  const { event_id } = await world.gateway.client.change(ready.paymentId, "capture")
  await waitFor("insert into%capture%")
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [ready.orderId])
  await release()

  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, captures: [25] })
  const item = await shownItem(ready)
  // It stays open although its event is finished.
  await world.job("sweep")
  expect(await attentionOf(world).show(item.id)).toMatchObject({ state: "open" })
  const { rows } = await world.db.query(`SELECT fact FROM payment_notification WHERE recipient = $1`, [ready.cart.email])
  expect(rows.map(({ fact }) => fact)).not.toContain("payment.captured")
})

async function captured() {
  const ready = await authorized()
  const { event_id } = await world.gateway.client.change(ready.paymentId, "capture")
  await finishedEvent(world, event_id, "processed")
  return ready
}

const itemsOf = async ({ session }: ReadyCart) => (await attentionOf(world).list(`payment_session_id=${session.id}`)).attention

const sayCanceled = ({ orderId }: { readonly orderId: string }) =>
  world.exec(path.join(__dirname, "..", "support", "say-canceled.ts"), orderId)

it("puts before a person what a cancellation has left on its order, and nothing that core has given back", async () => {
  const [given, kept] = [await captured(), await captured()]
  await world.admin("POST", `/admin/orders/${given.orderId}/cancel`, {})
  // As a cancellation ends that has read the payments before the capture.
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [kept.orderId])
  expect(await itemsOf(kept)).toEqual([])
  for (const order of [given, kept]) await sayCanceled(order)

  await poll("the item", async () => (await itemsOf(kept)).length)
  await shownItem(kept)
  expect(await itemsOf(given)).toEqual([])
})
