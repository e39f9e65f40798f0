import type { ReadyCart } from "../../../scripts/lib/shop"
import { useSharedStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvents } from "../support/look"

const world = useSharedStore()

const manual = { sessionData: { capture_mode: "manual" } }

/** The life of one payment, as its provider reports it: every event is held back, two copies of each. */
async function live(ready: ReadyCart): Promise<string[]> {
  const { client } = world.gateway
  const delivery = { hold: true, times: 2 }
  const events = []
  for (const verb of ["require_action", "fail", "authorize", "capture"] as const) {
    events.push(await client.change(ready.paymentId, verb, { delivery }))
  }
  return events.map(({ event_id }) => event_id)
}

it.each([
  { order: "fifo", concurrent: false },
  { order: "lifo", concurrent: false },
  { order: "shuffle", concurrent: false },
  { order: "shuffle", concurrent: true },
] as const)("ends the same whatever the order of arrival: $order, concurrent $concurrent", async ({ order, concurrent }) => {
  const { shop, gateway, db } = world
  const carts = await Promise.all(Array.from({ length: 4 }, () => shop.checkout(manual)))
  for (const ready of carts) {
    const ids = await live(ready)
    await gateway.client.release({ order, concurrent, payment_id: ready.paymentId })
    const events = await finishedEvents(world, ids)
    expect(events.map(({ state }) => state)).toEqual(Array(4).fill("processed"))

    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
    const { rows: records } = await db.query(`SELECT id, state, version FROM payment_record WHERE payment_session_id = $1`, [
      ready.session.id,
    ])
    expect(records).toMatchObject([{ state: "captured" }])
    const { rows: transitions } = await db.query(
      `SELECT version, to_state FROM payment_transition WHERE payment_record_id = $1 ORDER BY version`,
      [records[0].id],
    )
    expect(transitions.map(({ version }) => version)).toEqual(transitions.map((_, i) => i + 1))
    expect(transitions.at(-1)).toEqual({ version: records[0].version, to_state: "captured" })
    const deliveries = await gateway.client.deliveries({ payment_id: ready.paymentId })
    expect(deliveries.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual(Array(8).fill([200]))
  }
})

it("applies a capture once that three accounts report in three words", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const reports = await Promise.all(
    ["stripe", "hmac", "sandbox"].map((account) =>
      gateway.client.change(ready.paymentId, "pay", { delivery: { account, times: 3 } }),
    ),
  )

  const events = await finishedEvents(
    world,
    reports.map(({ event_id }) => event_id),
  )
  expect(events.map(({ reason }) => reason).sort()).toEqual([null, "stale", "stale"])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("takes a redelivery days later as the same event", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id, deliveries } = await gateway.client.change(ready.paymentId, "pay")
  const [before] = await finishedEvents(world, [event_id])
  const again = await gateway.client.redeliver(deliveries[0]!)

  expect(again.attempts.at(-1)).toMatchObject({ status: 200 })
  expect(await finishedEvents(world, [event_id])).toEqual([before])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("does not cancel an order for an earlier attempt's failure that arrives late", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout(manual)
  const delivery = { hold: true, account: "hmac" }
  const failed = await gateway.client.change(ready.paymentId, "fail", { delivery })
  const authorized = await gateway.client.change(ready.paymentId, "authorize", { delivery })
  await gateway.client.release({ order: "lifo", payment_id: ready.paymentId })
  const events = await finishedEvents(world, [authorized.event_id, failed.event_id])

  expect(events.map(({ state, reason }) => [state, reason])).toEqual([
    ["processed", null],
    ["processed", "stale"],
  ])
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized", session: "authorized" })
})
