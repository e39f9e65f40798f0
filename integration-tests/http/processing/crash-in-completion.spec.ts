import { join } from "node:path"
import { useStore } from "../../setup"
import { outcomeOf, paidOnce, settledEvent } from "../support/look"

const PRELOAD = join(__dirname, "..", "support", "die-after-step.cjs")

const world = useStore({
  options: { processing: { leaseSeconds: 5, retryInitialSeconds: 0.5, retryMaxSeconds: 2 } },
  gateway: { retryDelaysMs: Array<number>(240).fill(250) },
})

const orders = async (email: string): Promise<Array<{ id: string; cart_id: string | null }>> =>
  (
    await world.db.query(
      `SELECT o.id, l.cart_id FROM "order" o LEFT JOIN order_cart l ON l.order_id = o.id
        WHERE o.email = $1 AND o.deleted_at IS NULL`,
      [email],
    )
  ).rows

it("leaves one order when the process dies between core's order and its link to the cart", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  await world.restart({ env: { NODE_OPTIONS: `--require ${PRELOAD}`, DIE_AFTER_STEP: "create-orders" } })
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")
  await world.store.exited
  expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: null }])

  await world.restart()

  expect(await settledEvent(world, event_id)).toMatchObject({ state: "processed", attempts: 2 })
  expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: ready.cart.id }])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("leaves one order when another event of the payment makes it before the one that was cut off is tried again", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout({ sessionData: { capture_mode: "manual" } })
  await world.restart({ env: { NODE_OPTIONS: `--require ${PRELOAD}`, DIE_AFTER_STEP: "create-orders" } })
  const { event_id: cutOff } = await gateway.client.change(ready.paymentId, "authorize")
  await world.store.exited
  // The dead worker's lease goes on, so that the capture comes first.
  const leaseEnds = (at: string) =>
    world.db.query(`UPDATE payment_webhook_event SET leased_until = ${at}, next_attempt_at = ${at} WHERE event_id = $1`, [cutOff])
  await leaseEnds("now() + interval '1 hour'")
  const { event_id: next } = await gateway.client.change(ready.paymentId, "capture")
  await world.restart()
  await settledEvent(world, next, "processed")
  expect(await orders(ready.cart.email!)).toHaveLength(2)
  await leaseEnds("now()")

  expect(await settledEvent(world, cutOff, "processed")).toMatchObject({ reason: "stale", attempts: 2 })
  expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: ready.cart.id }])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
