import type { StoreProcess } from "../../../scripts/lib/store"
import { poll, storeAccounts, useStore } from "../../setup"
import { outcomeOf, paidOnce, finishedEvents } from "../support/look"
let second: StoreProcess

const world = useStore({ options: { processing: { leaseSeconds: 5 } } })

/** Two instances with only the database in common: no Redis, each with its own event bus and locks. */
beforeAll(async () => {
  second = await world.another()
  const { path, credentials } = storeAccounts.hmac!
  const account = (url: string) => ({ dialect: "hmac", credentials, url: url + path })
  await world.gateway.client.setAccounts({ first: account(world.url), second: account(second.url) })
})

it("applies every event once when both instances receive all", async () => {
  const { shop, gateway, db } = world
  const carts = await Promise.all(Array.from({ length: 12 }, () => shop.checkout()))
  const events = await Promise.all(
    carts.map(async ({ paymentId }, i) => {
      const event_id = `evt_both_${i}`
      const report = (account: string) =>
        gateway.client.change(paymentId, "pay", { event_id, delivery: { account, times: 2, wait: true } })
      await Promise.all([report("first"), report("second")])
      return event_id
    }),
  )

  const finished = await finishedEvents(world, events)
  expect(finished.map(({ state }) => state)).toEqual(Array(12).fill("processed"))
  for (const ready of carts) {
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
    const deliveries = await gateway.client.deliveries({ payment_id: ready.paymentId })
    expect(deliveries.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual(Array(4).fill([200]))
  }
  const { rows } = await db.query(`SELECT count(*)::int AS transitions FROM payment_transition`)
  expect(rows).toEqual([{ transitions: 12 }])
})

it("applies two reports of one payment once when each instance receives one", async () => {
  const { shop, gateway } = world
  const carts = await Promise.all(Array.from({ length: 8 }, () => shop.checkout({ sessionData: { capture_mode: "manual" } })))
  const events = await Promise.all(
    carts.map(async ({ paymentId }) => {
      const authorized = await gateway.client.change(paymentId, "authorize", { delivery: { account: "first" } })
      const captured = await gateway.client.change(paymentId, "capture", { delivery: { account: "second" } })
      return [authorized.event_id, captured.event_id]
    }),
  )

  const finished = await finishedEvents(world, events.flat())
  expect(finished.map(({ state }) => state)).toEqual(Array(16).fill("processed"))
  for (const ready of carts) expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})

it("sends one message per fact, whichever instance wrote the transition", async () => {
  const { db, gateway } = world
  const { rows } = await poll("20 sent messages", async () => {
    const sent = await db.query(`SELECT recipient FROM payment_notification WHERE state = 'sent' ORDER BY recipient`)
    return sent.rows.length >= 20 && sent
  })
  const mails = await gateway.client.mailbox()

  expect(mails.map(({ to }) => to).sort()).toEqual(rows.map(({ recipient }) => recipient))
  expect(new Set(rows.map(({ recipient }) => recipient)).size).toBe(20)
})

it("finishes with one instance the events that the other left when it died", async () => {
  const { shop, gateway } = world
  const carts = await Promise.all(Array.from({ length: 6 }, () => shop.checkout()))
  const events = await Promise.all(
    carts.map(async ({ paymentId }) => {
      const { event_id } = await gateway.client.change(paymentId, "pay", {
        delivery: { account: "second", wait: true, retryDelaysMs: [] },
      })
      return event_id
    }),
  )
  await second.kill("SIGKILL")

  const finished = await finishedEvents(world, events)
  expect(finished.map(({ state }) => state)).toEqual(Array(6).fill("processed"))
  for (const ready of carts) expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
