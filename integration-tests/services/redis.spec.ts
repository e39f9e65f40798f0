import { reachRedis, testRedisUrl } from "../../scripts/lib/redis"
import type { StoreProcess } from "../../scripts/lib/store"
import { outcomeOf, paidOnce, finishedEvents } from "../http/support/look"
import { bootStore, poll, type TestStore } from "../setup"

const REDIS_URL = testRedisUrl()

let world: TestStore
let worker: StoreProcess

/** As a store grows up: one instance for requests, one for work; event bus, workflows and locks on Redis. */
beforeAll(async () => {
  await reachRedis(REDIS_URL)
  const shared = { env: { REDIS_URL }, options: { processing: { leaseSeconds: 5 } } }
  world = await bootStore({ ...shared, mode: "server" })
  worker = await world.another({ ...shared, mode: "worker" })
})

afterAll(() => world?.stop())

it("takes webhooks on the server and applies them on the worker, once, beside browsers that complete the carts", async () => {
  const { shop, gateway } = world
  const carts = await Promise.all(Array.from({ length: 12 }, () => shop.checkout()))
  const events = await Promise.all(
    carts.map(async ({ cart, paymentId }, i) => {
      const { event_id } = await gateway.client.change(paymentId, "pay", { delivery: { times: 3 } })
      if (i % 2) await shop.complete(cart.id).catch((error: Error) => error)
      return event_id
    }),
  )

  const finished = await finishedEvents(world, events)
  expect(finished.map(({ state }) => state)).toEqual(Array(12).fill("processed"))
  for (const ready of carts) {
    expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
    expect(await gateway.client.moneyCalls(ready.paymentId)).toEqual([])
  }
})

it("sends every customer one message", async () => {
  const { rows } = await poll("12 sent messages", async () => {
    const sent = await world.db.query(`SELECT recipient FROM payment_notification WHERE state = 'sent' ORDER BY 1`)
    return sent.rows.length >= 12 && sent
  })
  const mails = await world.gateway.client.mailbox()

  expect(mails.map(({ to }) => to).sort()).toEqual(rows.map(({ recipient }) => recipient))
})

it("applies events recorded without a worker once one starts", async () => {
  const { shop, gateway, db } = world
  await worker.kill("SIGKILL")
  const carts = await Promise.all(Array.from({ length: 4 }, () => shop.checkout()))
  const events = await Promise.all(
    carts.map(async ({ paymentId }) => (await gateway.client.change(paymentId, "pay", { delivery: { wait: true } })).event_id),
  )
  const { rows } = await db.query(`SELECT state, attempts FROM payment_webhook_event WHERE event_id = ANY($1)`, [events])
  expect(rows).toEqual(Array(4).fill({ state: "received", attempts: 0 }))
  worker = await world.another({ env: { REDIS_URL }, mode: "worker" })

  await finishedEvents(world, events)
  for (const ready of carts) expect(await outcomeOf(world, ready)).toMatchObject(paidOnce())
})
