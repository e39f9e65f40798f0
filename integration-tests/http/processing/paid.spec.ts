import { poll, useSharedStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvent, finishedEvents } from "../support/look"

const world = useSharedStore()

const manual = { sessionData: { capture_mode: "manual" } }

it("makes the order of a buyer who paid and closed the browser", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay")

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", reason: null, attempts: 1 })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  // Core reads the payment's true state; it neither captures, cancels nor refunds.
  expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("makes an order that is authorized, not paid, and records the capture when it is reported", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout(manual)
  const authorized = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, authorized.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject({
    orders: 1,
    payment_status: "authorized",
    payments: 1,
    captures: [],
    transactions: [],
  })

  const captured = await gateway.client.change(ready.paymentId, "capture")
  await finishedEvent(world, captured.event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("records the capture of an order that the browser has made", async () => {
  const { shop, gateway } = world
  const ready = await shop.checkout(manual)
  await gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
  await shop.complete(ready.cart.id)
  expect(await outcomeOf(world, ready)).toMatchObject({ orders: 1, payment_status: "authorized", captures: [] })

  const { event_id } = await gateway.client.change(ready.paymentId, "capture")
  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
})

it("finds the capture that the merchant made in Medusa's admin already recorded", async () => {
  const { shop, gateway, admin, db } = world
  const ready = await shop.checkout(manual)
  const authorized = await gateway.client.change(ready.paymentId, "pay")
  await finishedEvent(world, authorized.event_id, "processed")
  const { rows } = await db.query(`SELECT id FROM payment WHERE payment_session_id = $1`, [ready.session.id])
  await admin("POST", `/admin/payments/${rows[0].id}/capture`, {})
  const { event_id } = await gateway.client.change(ready.paymentId, "capture", { report_only: true })

  await finishedEvent(world, event_id, "processed")
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
  expect((await gateway.client.moneyCalls(ready.paymentId)).map(({ verb }) => verb)).toEqual(["capture"])
})

it("makes one order beside a browser that completes the cart at once", async () => {
  const { shop, gateway } = world
  const carts = await Promise.all(Array.from({ length: 10 }, () => shop.checkout()))
  await Promise.all(
    carts.map(async (ready, i) => {
      const paying = gateway.client.change(ready.paymentId, "pay", { delivery: { times: 2 } })
      await new Promise((resolve) => setTimeout(resolve, i * 15))
      const completing = shop.complete(ready.cart.id).catch((error: Error) => error)
      const { event_id } = await paying
      await finishedEvent(world, event_id, "processed")
      const completion = await completing
      // A completion that comes too early is refused until the money is there; every other one gets the order.
      if (!(completion instanceof Error)) expect(completion.type).toBe("order")
      return event_id
    }),
  )

  for (const ready of carts) {
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  }
})

it.each(["pay", "capture"] as const)(
  "does not disturb a browser that is in the middle of making the order (%s)",
  async (verb) => {
    const { shop, gateway, db } = world
    const ready = await shop.checkout(verb === "capture" ? manual : {})
    await gateway.client.change(ready.paymentId, "pay", { delivery: { times: 0 } })
    // Core ties the order to the cart, then makes the payment: it is held up between the two.
    const holder = await db.connect()
    await holder.query("BEGIN")
    await holder.query("LOCK TABLE payment IN SHARE MODE")
    const completing = shop.complete(ready.cart.id)
    await poll("the order", async () => (await db.query(`SELECT FROM order_cart WHERE cart_id = $1`, [ready.cart.id])).rowCount)
    const { event_id } = await gateway.client.change(ready.paymentId, verb)
    await finishedEvent(world, event_id, "processing")
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await holder.query("COMMIT")
    holder.release()

    expect(await completing).toMatchObject({ type: "order" })
    await finishedEvent(world, event_id, "processed")
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  },
)

it.each(["stripe", "standard-webhooks", "hmac", "sandbox"])("does so for reports of the %s account", async (account) => {
  const { shop, gateway } = world
  const ready = await shop.checkout()
  const { event_id } = await gateway.client.change(ready.paymentId, "pay", { delivery: { account } })

  expect(await finishedEvent(world, event_id)).toMatchObject({ state: "processed", payment_session_id: ready.session.id })
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("counts yen without decimals: 4000 is four thousand", async () => {
  const { shop, gateway, facts } = world
  const ready = await shop.checkout({ regionId: facts.regionIds.jpy! })
  const reports = await Promise.all(
    ["stripe", "sandbox"].map((account) => gateway.client.change(ready.paymentId, "pay", { delivery: { account } })),
  )

  const events = await finishedEvents(
    world,
    reports.map(({ event_id }) => event_id),
  )
  expect(events.map(({ state }) => state)).toEqual(["processed", "processed"])
  expect(await outcomeOf(world, ready)).toMatchObject(paidOnce(4000))
})
