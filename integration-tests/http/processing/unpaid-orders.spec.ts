import { join } from "node:path"
import { useSharedStore, useStore, type SharedStore } from "../../setup"
import { outcomeOf, finishedEvent } from "../support/look"

const world = useSharedStore()
/** A store that cancels unpaid orders. */
const canceling = useStore({
  options: { orders: { cancelUnpaid: true }, processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

/** An order whose payment is authorized, and the provider gives it up. */
async function givenUp(world: SharedStore, verb: "cancel" | "expire") {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  for (const change of ["pay", verb] as const) {
    const { event_id } = await world.gateway.client.change(ready.paymentId, change, { delivery: { times: 2 } })
    await finishedEvent(world, event_id, "processed")
  }
  return ready
}

const attentionOf = async (world: SharedStore, sessionId: string) =>
  (
    await world.db.query(
      `SELECT kind, state, resolution FROM payment_attention WHERE payment_session_id = $1 ORDER BY created_at`,
      [sessionId],
    )
  ).rows

const orderOf = async (world: SharedStore, email: string | null) =>
  (await world.db.query(`SELECT id, status FROM "order" WHERE email = $1 AND deleted_at IS NULL`, [email])).rows[0]

it("keeps an order whose payment the provider gave up, and opens an item for it", async () => {
  const ready = await givenUp(world, "expire")

  expect(await orderOf(world, ready.cart.email)).toMatchObject({ status: "pending" })
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "canceled", canceled: true, captures: [] })
  expect(await attentionOf(world, ready.session.id)).toEqual([{ kind: "unpaid_order", state: "open", resolution: null }])
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("opens no item for an order that the merchant has canceled", async () => {
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const paid = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, paid.event_id, "processed")
  const { id } = await orderOf(world, ready.cart.email)
  await world.db.query(`UPDATE "order" SET status = 'canceled', canceled_at = now() WHERE id = $1`, [id])

  const { event_id } = await world.gateway.client.change(ready.paymentId, "cancel")
  await finishedEvent(world, event_id, "processed")
  expect(await attentionOf(world, ready.session.id)).toEqual([])
})

it("cancels it where the options say so, without calling the provider", async () => {
  const world = canceling
  const ready = await givenUp(world, "cancel")

  const order = await orderOf(world, ready.cart.email)
  expect(order).toMatchObject({ status: "canceled" })
  const { rows: reserved } = await world.db.query(
    `SELECT 1 FROM reservation_item WHERE deleted_at IS NULL AND line_item_id IN (SELECT item_id FROM order_item WHERE order_id = $1)`,
    [order.id],
  )
  expect(reserved).toEqual([])
  expect(await attentionOf(world, ready.session.id)).toEqual([])
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("announces the cancellation, although the store is killed in between", async () => {
  const world = canceling
  const ready = await world.shop.checkout({ sessionData: { capture_mode: "manual" } })
  const paid = await world.gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, paid.event_id, "processed")
  const preloaded = (name: string) => ({ NODE_OPTIONS: `--require ${join(__dirname, "..", "support", name)}` })
  const cut = world.cut("event order.canceled")
  const { event_id } = await world.gateway.client.change(ready.paymentId, "cancel")
  await cut
  await world.store.kill("SIGKILL")
  const { id, status } = await orderOf(world, ready.cart.email)
  expect(status).toBe("canceled")

  await world.restart({ env: { ...preloaded("watch-event.cjs"), WATCH_EVENT: "order.canceled" } })
  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: null })
  const logged = world.store.logs().filter((line) => line.startsWith("event order.canceled"))
  expect(logged).toEqual([`event order.canceled {"id":"${id}"}`])
  expect(await attentionOf(world, ready.session.id)).toEqual([])
  expect(await world.gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})
