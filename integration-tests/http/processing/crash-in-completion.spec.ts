import type { CheckoutOptions } from "../../../scripts/lib/shop"
import { useStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent } from "../support/look"

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

/** A checkout whose first event is cut off once core has made the order; the process dies of it later. */
async function cutOff(verb: "pay" | "authorize", options: CheckoutOptions = {}) {
  const ready = await world.shop.checkout(options)
  const cut = world.cut("step create-orders", ready.cart.email!)
  const { event_id } = await world.gateway.client.change(ready.paymentId, verb)
  await cut
  return { ready, event_id }
}

let paid: Awaited<ReturnType<typeof cutOff>>
let authorized: Awaited<ReturnType<typeof cutOff>>
/** The dead worker's lease of the authorization goes on, so that the capture comes first. */
const leaseEnds = (at: string) =>
  world.db.query(`UPDATE payment_webhook_event SET leased_until = ${at}, next_attempt_at = ${at} WHERE event_id = $1`, [
    authorized.event_id,
  ])

// One kill for both.
beforeAll(async () => {
  ;[paid, authorized] = await Promise.all([cutOff("pay"), cutOff("authorize", { sessionData: { capture_mode: "manual" } })])
  await world.store.kill("SIGKILL")
  await leaseEnds("now() + interval '1 hour'")
  for (const { ready } of [paid, authorized]) {
    expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: null }])
  }
  await world.restart()
})

it("leaves one order when the process dies between core's order and its link to the cart", async () => {
  const { ready, event_id } = paid
  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", attempts: 2 })
  expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: ready.cart.id }])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("leaves one order when another event of the payment makes it before the one cut off is retried", async () => {
  const { ready, event_id } = authorized
  const { event_id: next } = await world.gateway.client.change(ready.paymentId, "capture")
  await finishedEvent(world, next, "processed")
  expect(await orders(ready.cart.email!)).toHaveLength(2)
  await leaseEnds("now()")

  expect(await finishedEvent(world, event_id, "processed")).toMatchObject({ reason: "stale", attempts: 2 })
  expect(await orders(ready.cart.email!)).toEqual([{ id: expect.any(String), cart_id: ready.cart.id }])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
